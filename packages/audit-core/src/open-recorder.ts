/**
 * Writing alone, as `@tool-audit/core/recorder`: for programs that record a few calls and end, such as an agent's hook. It
 * starts in milliseconds, because it loads nothing that reads a log.
 */
import type { RedactOptions, RedactorOptions } from './format/redact/redactor.ts';
import { MACHINE_TS_FORMAT, openZone } from './format/time.ts';
import { openHome } from './home.ts';
import { readCalls, type RecordedCalls } from './read/query/calls.ts';
import { createRecorder, type Recorder, type RecorderOptions } from './write/recorder.ts';

export type { Call, Receipt, RecordOptions } from './audit-log.ts';
export { AUDIT_ERRORS, AuditError, type AuditErrorCode } from './errors.ts';
export type { Json, JsonObject } from './format/entry.ts';
export type { RedactOptions } from './format/redact/redactor.ts';
export type { Status } from './format/status.ts';
export { isUser } from './home.ts';
export type { RecordedCalls } from './read/query/calls.ts';
export type { Recorder } from './write/recorder.ts';
export type { WriteFailure } from './write/trouble.ts';

/** A recorder with what one needs to know that records what others may have recorded. */
export interface OpenRecorder extends Recorder {
	/** The day that an instant belongs to, `YYYY-MM-DD`. `instantMs` is in milliseconds since 1970. */
	dayOf(instantMs: number): string;
	/** The ids of the calls that a day has: `call_id` by `source`. */
	calls(user: string, day: string, options?: { signal?: AbortSignal }): Promise<RecordedCalls>;
}

/** Options of `openRecorder`: those of `openAuditLog` that are about writing. */
export interface OpenRecorderOptions extends Omit<RecorderOptions, 'files' | 'zone' | 'redact'> {
	/** Path of the folder that holds one folder per user. */
	home: string;
	/**
	 * IANA name (`Europe/Berlin`) of the zone of days and times. The machine's zone by default, which takes less time to
	 * open than a name.
	 */
	timeZone?: string | undefined;
	/** Further names and shapes of secrets; `false` turns redaction off. */
	redact?: RedactOptions | false | undefined;
}

/**
 * Opens the logs below `home` for writing. What it writes is the same as what `record` of an `AuditLog` writes.
 *
 * @throws AuditError `bad-time-zone`, `bad-redaction` or `damaged-key`, as `openAuditLog` does
 *
 * @example
 * ```ts
 * const recorder = await openRecorder({ home: './home', data: './data' });
 * await recorder.record({ user: 'alice', tool: 'Bash', args: {}, status: 'ok', result: '' });
 * await recorder.close();
 * ```
 */
export async function openRecorder(options: OpenRecorderOptions): Promise<OpenRecorder> {
	const { timeZone, redact } = options;
	const home = openHome(options.home);
	const zone = timeZone === undefined ? MACHINE_TS_FORMAT : openZone(timeZone);
	const recorder = createRecorder({
		...{ ...options, files: home, zone },
		redact: redact && (await compiled(redact)),
	});
	return {
		...recorder,
		dayOf: (instantMs) => zone.format(instantMs).slice(0, 'YYYY-MM-DD'.length),
		calls: (user, day, { signal } = {}) => readCalls(home, { user, day, signal }),
	};
}

/** RE2 is loaded for expressions alone. */
async function compiled(redact: RedactOptions): Promise<RedactorOptions> {
	const { patterns = [], ...rest } = redact;
	if (patterns.length === 0) return rest;
	const { withRe2 } = await import('./format/redact/re2-patterns.ts');
	return withRe2(redact);
}

/**
 * Reads a file of redaction words like `readRedactFile` of core, and loads what that needs only when it is called.
 *
 * @throws AuditError `bad-redaction` for a file that can't be read or used
 *
 * @example
 * ```ts
 * const recorder = await openRecorder({ home, redact: await loadRedactFile('/etc/tool-audit/redact.json') });
 * ```
 */
export async function loadRedactFile(path: string): Promise<RedactOptions> {
	const { readRedactFile } = await import('./write/redact-file.ts');
	return readRedactFile(path);
}
