import { type AuditLog, openAuditLog } from '@tool-audit/core';
import type { Accounts } from '@tool-audit/server/accounts';
import { type Config, readConfig } from '@tool-audit/server/config';
import type { InputStream } from './terminal/input.ts';
import { createOutput, type Output, type OutputStream } from './terminal/output.ts';

/** What a command line is run in. Tests hand in their own. */
export interface Surroundings {
	stdin: InputStream;
	stdout: OutputStream;
	stderr: OutputStream;
	env: NodeJS.ProcessEnv;
	/** Folder that relative paths count from. */
	cwd: string;
	/** Milliseconds since 1970. */
	now: () => number;
	/** Asked for by what goes on until the person has seen enough. */
	stopSignal: () => AbortSignal;
}

/** What a command works with. The log and the accounts are opened when they are needed, and closed after. */
export interface Context extends Surroundings {
	output: Output;
	config: () => Config;
	withLog: <T>(work: (log: AuditLog) => Promise<T>) => Promise<T>;
	withAccounts: <T>(work: (accounts: Accounts) => Promise<T>) => Promise<T>;
}

export function createContext(surroundings: Surroundings): Context {
	const { stdout, stderr, env, cwd, now } = surroundings;
	let config: Config | undefined;
	const readOnce = () => (config ??= readConfig(env, cwd));
	return {
		...surroundings,
		output: createOutput(stdout, stderr, env),
		config: readOnce,

		async withLog(work) {
			const { home, data, timeZone } = readOnce();
			// A call that can't be written is this command's own failure: it waits for no better time, and says so once.
			const log = openAuditLog({
				...{ home, data, timeZone, now },
				onFailure: 'closed',
				log: () => {},
			});
			try {
				return await work(log);
			} finally {
				await log.close();
			}
		},

		async withAccounts(work) {
			const { data, url } = readOnce();
			// Loaded late: what only touches the log, such as a hook that records each call, starts twice as fast.
			const { openAccounts } = await import('@tool-audit/server/accounts');
			const accounts = await openAccounts({ dataFolder: data, url });
			try {
				return await work(accounts);
			} finally {
				accounts.close();
			}
		},
	};
}
