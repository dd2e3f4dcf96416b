import {
	type AuditLog,
	openAuditLog,
	openZone,
	readRedactFile,
	type RedactOptions,
	type Zone,
} from '@tool-audit/core';
import type { Accounts } from '@tool-audit/accounts';
import { type Flags, readSettings, type Settings } from '@tool-audit/settings';
import type { InputStream } from './terminal/input.ts';
import { createOutput, type Output, type OutputStream } from './terminal/output.ts';

/** The environment of a command line. Tests pass their own. */
export interface Surroundings {
	stdin: InputStream;
	stdout: OutputStream;
	stderr: OutputStream;
	env: NodeJS.ProcessEnv;
	/** Folder that relative paths are resolved against. */
	cwd: string;
	/** Milliseconds since 1970. */
	now: () => number;
	/** Called by commands that can be stopped with Ctrl+C. */
	stopSignal: () => AbortSignal;
}

/** What commands use. The log and the accounts are opened when they are needed, and closed afterwards. */
export interface Context extends Surroundings {
	output: Output;
	settings: () => Settings;
	/** The log's time zone. */
	zone: () => Zone;
	/** What the file of redaction words holds; `undefined` when none is set. */
	redact: () => RedactOptions | undefined;
	withLog: <T>(work: (log: AuditLog) => Promise<T>) => Promise<T>;
	withAccounts: <T>(work: (accounts: Accounts) => Promise<T>) => Promise<T>;
}

/** What the command line says. */
export interface Given {
	flags: Flags;
	/** Whether the command is the one that starts the server. */
	isServer: boolean;
}

/** `given` is called after the command line has been parsed. */
export function createContext(surroundings: Surroundings, given: () => Given): Context {
	const { stdout, stderr, env, cwd, now } = surroundings;
	let settings: Settings | undefined;
	let zone: Zone | undefined;
	const output = createOutput(stdout, stderr, env);
	function readOnce(): Settings {
		if (settings) return settings;
		settings = readSettings({ ...given(), env, cwd });
		for (const remark of settings.remarks) output.note(remark);
		return settings;
	}
	const redact = () => {
		const path = readOnce().redact;
		return path === undefined ? undefined : readRedactFile(path);
	};
	return {
		...surroundings,
		output,
		settings: readOnce,
		zone: () => (zone ??= openZone(readOnce().timeZone)),
		redact,

		async withLog(work) {
			const { home, data, timeZone } = readOnce();
			// When a call can't be written, the command fails at once and reports it once, without retrying later.
			const log = openAuditLog({
				...{ home, data, timeZone, now, redact: redact() },
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
			// Loaded on demand: commands that only use the log, such as a hook that records calls, start twice as fast.
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
