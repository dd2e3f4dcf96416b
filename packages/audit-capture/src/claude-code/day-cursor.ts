/** Reads a transcript day by day. The file is open only while it is read: there may be thousands of them. */
import type { CapturedCall } from '../captured-call.ts';
import { copyName } from './also-in.ts';
import { createPairing, type OpenCall } from './transcript.ts';
import { readTranscript } from './transcript-file.ts';
import { parentCallOf, whyUnreadable, type TranscriptFile } from './transcript-files.ts';

export interface DayCursor {
	file: TranscriptFile;
	/** The day of the next line that tells of a call. */
	readonly day: string;
	readonly isDone: boolean;
	/** How far the file was read, in bytes. */
	readonly readTo: number;
	readonly unknownLines: number;
	/** True when the calls without a result in this file will get none here. */
	readonly isOver: boolean;
	/** Why the rest of the file can't be read; `null` when it can. */
	readonly trouble: string | null;
	/** The calls that end on `day`, each with about how much memory it takes. */
	readDay(): AsyncGenerator<{ captured: CapturedCall; bytes: number }>;
	/** Calls without a result, by `copyName`. */
	open(): Map<string, OpenCall>;
	/** Ends a call that will have no result. */
	close(call: OpenCall): CapturedCall;
}

export interface CursorOptions {
	host: string;
	dayOf: (instantMs: number) => string;
	/** Tells whether a session is known to go on. */
	isGoingOn: (session: string) => boolean;
	now: () => number;
	signal?: AbortSignal | undefined;
}

/** A command or a question may wait for hours. A session that rested for longer is over. */
const OVER_AFTER_MS = 86_400_000;

/** `null` when the transcript tells of no call. */
export async function openDayCursor(
	file: TranscriptFile,
	{ host, dayOf, isGoingOn, now, signal }: CursorOptions,
): Promise<DayCursor | null> {
	const pairing = createPairing({ host, parentCallId: parentCallOf(file.path) });
	let day = '';
	let readTo = 0;
	let isDone = false;
	let unknownLines = 0;
	let trouble: string | null = null;

	/** Reads up to the next day. Nothing is taken from lines of a later day than `day`. */
	async function* read(): AsyncGenerator<{ captured: CapturedCall; bytes: number }> {
		const lines = readTranscript(file.path, readTo, signal);
		try {
			let step = await lines.next();
			for (; !step.done; step = await lines.next()) {
				const { line, offset, next } = step.value;
				if ('answered' in line) {
					unknownLines++;
					pairing.skip(line);
				} else {
					const lineDay = dayOf(line.timeMs);
					if (lineDay > day) {
						day = lineDay;
						readTo = offset;
						return;
					}
					for (const { captured } of pairing.add(line, offset))
						yield { captured, bytes: next - offset };
				}
				readTo = next;
			}
			readTo = step.value;
		} catch (error) {
			signal?.throwIfAborted();
			trouble = whyUnreadable(error);
		} finally {
			// Also when the import ends before the file does.
			await lines.return(readTo);
		}
		isDone = true;
	}

	const cursor: DayCursor = {
		file,
		get day() {
			return day;
		},
		get isDone() {
			return isDone;
		},
		get readTo() {
			return readTo;
		},
		get unknownLines() {
			return unknownLines;
		},
		get isOver() {
			const isRead = isDone && trouble === null;
			return isRead && now() - file.writtenMs > OVER_AFTER_MS && !isGoingOn(file.session);
		},
		get trouble() {
			return trouble;
		},
		readDay: read,
		open: () => new Map(pairing.open().map((call) => [copyName(call), call])),
		close: (call) => pairing.close(call),
	};
	// Up to the first line that tells of a call.
	await read().next();
	return isDone && trouble === null && unknownLines === 0 ? null : cursor;
}
