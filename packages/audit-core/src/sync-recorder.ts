/**
 * Recording at once, as `@tool-audit/core/sync-recorder`: for programs that record a call or two and end, such as an
 * agent's hook. It loads as little as it can.
 */
import { blockOn } from '@tool-audit/safe-files';
import type { Call, Receipt, RecordOptions } from './audit-log.ts';
import { checkOptions } from './check-options.ts';
import { AuditError, quote } from './errors.ts';
import { openHome } from './home.ts';
import { isUser } from './user.ts';
import { openAppendFile, type AppendFile } from './write/append-file.ts';
import { createClock } from './write/clock.ts';
import type { EncoderOptions } from './write/encoder-options.ts';
import { openEncoder, openTsFormat } from './write/open-encoder.ts';
import { idOf, nameOf, stampOfStart } from './write/start.ts';
import { TIMINGS } from './write/timings.ts';
import { PARTIAL_WRITE, sentenceOf, trouble, VANISHING_FILE } from './write/trouble.ts';

export type { Call, CallArgs, Receipt, RecordOptions } from './audit-log.ts';
export type { CallFields } from './format/call-fields.ts';
export type { Json, JsonObject } from './format/entry.ts';
export { mayHoldSecret } from './format/redact/secret-hints.ts';
export { loadRedactFile } from './write/load-redact-file.ts';
export type { Status } from './format/status.ts';

/** What appends entries at once. */
export interface SyncRecorder {
	/**
	 * Appends one entry, and returns when its line is in the file. Nothing is kept and tried again later.
	 *
	 * @throws AuditError `not-recorded` with the reason when it can't be written, `bad-user`, `bad-id`, `bad-time`,
	 *   `bad-range`
	 */
	record(call: Call, options?: RecordOptions): Extract<Receipt, { written: true }>;
}

/** Options of `openSyncRecorder`: those of `openAuditLog` that it needs. */
export interface SyncRecorderOptions extends EncoderOptions {
	/** Path of the folder that holds one folder per user. A day is the file `<home>/<user>/tool_audit/<day>.jsonl`. */
	home: string;
	/** The clock, in milliseconds since 1970. `Date.now` by default, also while a test has replaced it. */
	now?: (() => number) | undefined;
}

/** A file that is deleted or cut short so often in a row can't be written to. */
const ATTEMPTS_MAX = 3;

/**
 * Opens the logs below `home` for writing at once. An entry is the same as one of `record`.
 *
 * @throws AuditError `bad-option`, `bad-time-zone`, `bad-redaction` or `damaged-key`, as `openAuditLog` does
 *
 * @example
 * ```ts
 * const recorder = await openSyncRecorder({ home: './home', data: './data' });
 * recorder.record({ user: 'alice', tool: 'Bash', args: {}, status: 'ok', result: '' });
 * ```
 */
export async function openSyncRecorder(options: SyncRecorderOptions): Promise<SyncRecorder> {
	checkOptions('openSyncRecorder', options);
	const files = openHome(options.home);
	const zone = await openTsFormat(options.timeZone);
	const encode = await openEncoder(options);
	const clock = createClock(zone, options.now);

	function write(user: string, day: string, line: Buffer): void {
		let lastTrouble = VANISHING_FILE;
		for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
			const file: AppendFile = blockOn(openAppendFile(files, user, day, TIMINGS));
			try {
				const bytes = blockOn(file.append(() => line));
				if (bytes >= line.length) {
					if (blockOn(file.locate()) !== 'gone') return;
					lastTrouble = VANISHING_FILE;
				} else lastTrouble = PARTIAL_WRITE;
			} finally {
				blockOn(file.close());
			}
		}
		throw trouble(lastTrouble);
	}

	return {
		record(call, how = {}) {
			const { user } = call;
			if (!isUser(user)) throw new AuditError('bad-user', `${quote(user)} is not a valid user.`);
			const now = clock();
			const start = stampOfStart(zone, how.at, now);
			const id = idOf(how, start);
			const line = encode(call, nameOf(call, how, { id, start, now }));
			try {
				write(user, start.day, Buffer.from(line));
			} catch (cause) {
				throw new AuditError('not-recorded', sentenceOf(cause), { cause });
			}
			return { written: true, id, ts: start.ts, day: start.day };
		},
	};
}
