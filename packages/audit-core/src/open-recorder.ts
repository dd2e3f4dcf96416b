/**
 * Writing alone, as `@tool-audit/core/recorder`: for programs that record a few calls and end, such as an agent's hook. It
 * starts in milliseconds, because it loads nothing that reads a log.
 */
import { checkOptions } from './check-options.ts';
import type { EncoderOptions } from './write/encoder-options.ts';
import { openEncoder, openTsFormat } from './write/open-encoder.ts';
import { openHome } from './home.ts';
import type { ReadOptions, RecordedCalls } from './audit-log.ts';
import { createRecorder } from './write/recorder.ts';
import type { Recorder, RecordingOptions } from './write/recorder-types.ts';

export type {
	Call,
	CallArgs,
	ReadOptions,
	Receipt,
	RecordedCalls,
	RecordOptions,
} from './audit-log.ts';
export { AUDIT_ERRORS, AuditError, isAuditError, type AuditErrorCode } from './errors.ts';
export type { CallFields } from './format/call-fields.ts';
export type { Json, JsonObject } from './format/entry.ts';
export type { RedactOptions } from './format/redact/redact-options.ts';
export type { Status } from './format/status.ts';
export { isUser } from './user.ts';
export { loadRedactFile } from './write/load-redact-file.ts';
export type { Recorder } from './write/recorder-types.ts';
export type { WriteFailure } from './write/trouble.ts';

/** A recorder with what one needs to know that records what others may have recorded. */
export interface OpenRecorder extends Recorder {
	/** The day that an instant belongs to, `YYYY-MM-DD`. `instantMs` is in milliseconds since 1970. */
	dayOf(instantMs: number): string;
	/** The calls that a day has, by their `source` and `call_id`. */
	calls(user: string, day: string, options?: ReadOptions): Promise<RecordedCalls>;
}

/** Options of `openRecorder`: those of `openAuditLog` that are about writing. */
export interface OpenRecorderOptions extends EncoderOptions, RecordingOptions {
	/** Path of the folder that holds one folder per user. A day is the file `<home>/<user>/tool_audit/<day>.jsonl`. */
	home: string;
}

/**
 * Opens the logs below `home` for writing. What it writes is the same as what `record` of an `AuditLog` writes.
 *
 * @throws AuditError `bad-option`, `bad-time-zone`, `bad-redaction` or `damaged-key`, as `openAuditLog` does
 *
 * @example
 * ```ts
 * const recorder = await openRecorder({ home: './home', data: './data' });
 * await recorder.record({ user: 'alice', tool: 'Bash', args: {}, status: 'ok', result: '' });
 * await recorder.close();
 * ```
 */
export async function openRecorder(options: OpenRecorderOptions): Promise<OpenRecorder> {
	checkOptions('openRecorder', options);
	const home = openHome(options.home);
	const zone = await openTsFormat(options.timeZone);
	const encode = await openEncoder(options);
	const recorder = createRecorder({ ...options, files: home, zone, encode });
	return {
		...recorder,
		dayOf: (instantMs) => zone.format(instantMs).slice(0, 'YYYY-MM-DD'.length),
		async calls(user, day, { signal } = {}) {
			const { readCalls } = await import('./read/query/calls.ts');
			return readCalls(home, { user, day, signal });
		},
	};
}
