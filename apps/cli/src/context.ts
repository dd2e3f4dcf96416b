import { type AuditLog, openAuditLog } from '@tool-audit/core';
import type { Accounts } from '@tool-audit/accounts';
import { type Flags, readSettings, type Settings } from '@tool-audit/settings';
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
	settings: () => Settings;
	withLog: <T>(work: (log: AuditLog) => Promise<T>) => Promise<T>;
	withAccounts: <T>(work: (accounts: Accounts) => Promise<T>) => Promise<T>;
}

/** `flags`: asked for once the command line is read. */
export function createContext(surroundings: Surroundings, flags: () => Flags): Context {
	const { stdout, stderr, env, cwd, now } = surroundings;
	let settings: Settings | undefined;
	const readOnce = () => (settings ??= readSettings({ flags: flags(), env, cwd }));
	return {
		...surroundings,
		output: createOutput(stdout, stderr, env),
		settings: readOnce,

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
			const { openAccounts } = await import('@tool-audit/accounts');
			const accounts = await openAccounts({ dataFolder: data, url });
			try {
				return await work(accounts);
			} finally {
				accounts.close();
			}
		},
	};
}
