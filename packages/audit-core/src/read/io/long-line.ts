/**
 * A line that is longer than `LINE_BYTES_MAX`. It is damage: a hole that a crash left, or a line that was torn. The entries
 * that follow it on the same line are found by the rules for merged lines (docs/format.md §5), while the line passes through
 * a buffer of bounded size.
 */
import { BYTE_ORDER_MARK, hasMarkAt } from '../../format/byte-order-mark.ts';
import { closeOf } from '../../format/brackets.ts';
import { LINE_BYTES_MAX } from '../../format/line.ts';
import {
	ENTRIES_MAX,
	ENTRY_START,
	isSpace,
	isEntry,
	SEARCH_LENGTHS_MAX,
} from '../../format/merged-lines.ts';
import type { EntryInLine, Line } from '../../format/row.ts';
import type { Visit } from './visit.ts';

const WINDOW_BYTES = 2 * LINE_BYTES_MAX;
/** Most bytes of entries that are kept of one line. */
const KEPT_BYTES_MAX = 4 * LINE_BYTES_MAX;
const [LF, CR] = [0x0a, 0x0d];

/** The line that begins at an offset of a file that is `size` bytes long, without a byte order mark. */
export function* readLongLine(lineStart: number, size: number): Visit<Line> {
	const mark = Buffer.alloc(BYTE_ORDER_MARK.length);
	const markBytes = yield { into: mark, at: lineStart };
	const start = hasMarkAt(mark.subarray(0, markBytes), 0) ? lineStart + mark.length : lineStart;

	const window = Buffer.allocUnsafe(WINDOW_BYTES);
	/** Offset in the file of the window's first byte, how many bytes it has, and whether the line ends there. */
	let [from, filled, isWhole] = [start, 0, false];
	let head = Buffer.alloc(0);

	/** Moves on to a byte of the window, and fills it up to the end of the line. */
	function* moveTo(byte: number): Visit<void> {
		window.copy(window, 0, byte, filled);
		[from, filled] = [from + byte, filled - byte];
		while (!isWhole && filled < window.length) {
			const into = window.subarray(filled, Math.min(window.length, size - from));
			const bytesRead = into.length === 0 ? 0 : yield { into, at: from + filled };
			const newline = into.subarray(0, bytesRead).indexOf(LF);
			isWhole = newline !== -1 || bytesRead === 0 || from + filled + bytesRead >= size;
			filled += newline === -1 ? bytesRead : newline;
		}
		if (head.length === 0)
			head = Buffer.from(window.subarray(0, Math.min(filled, LINE_BYTES_MAX + 1)));
	}

	const entries: EntryInLine[] = [];
	let [searched, kept] = [0, 0];
	/** Everything before this byte of the window was searched. */
	let at = 0;
	yield* moveTo(0);
	const mayGoOn = () => entries.length < ENTRIES_MAX && kept < KEPT_BYTES_MAX;
	while (mayGoOn() && searched <= SEARCH_LENGTHS_MAX * (from + filled - start)) {
		const entry = window.subarray(0, filled).indexOf(ENTRY_START, at);
		if (entry === -1) {
			if (isWhole) break;
			yield* moveTo(Math.max(at, filled - ENTRY_START.length));
			at = 0;
			continue;
		}
		if (!isWhole && filled - entry <= LINE_BYTES_MAX) {
			yield* moveTo(entry);
			at = 0;
			continue;
		}
		const rest = window.subarray(entry, Math.min(filled, entry + LINE_BYTES_MAX));
		const length = closeOf(rest, 0);
		searched += length ?? rest.length;
		const bytes = rest.subarray(0, length ?? 0);
		const isFound =
			length !== null &&
			isFollowedByEntry(window.subarray(entry + length, filled)) &&
			isEntry(bytes);
		if (isFound) {
			const doubtful = mayEndBeforeValue(window.subarray(0, entry));
			entries.push({ start: from + entry - start, bytes: Buffer.from(bytes), doubtful });
			kept += bytes.length;
		}
		at = entry + (isFound ? length : 1);
	}
	while (!isWhole) yield* moveTo(filled);

	const end = from + filled;
	const ended = end < size;
	const next = ended ? end + 1 : end;
	// With its carriage return it was too long only to be held.
	const isOnlyByReturn = end - start === head.length && head.at(-1) === CR;
	const bytes = isOnlyByReturn ? head.subarray(0, -1) : head;
	const length = isOnlyByReturn ? bytes.length : end - start;
	return { offset: start, bytes, length, ended, next, entries };
}

/** True when only white space stands before the next entry or the end of the line. */
function isFollowedByEntry(behind: Buffer): boolean {
	let at = 0;
	while (at < behind.length && isSpace(behind[at]!)) at++;
	const next = behind.subarray(at, at + ENTRY_START.length);
	return next.length === 0 || next.equals(ENTRY_START);
}

const BEFORE_VALUE = [':', '[', ','].map((char) => char.charCodeAt(0));

/** True when a value may be expected behind these bytes: all of them would have to be read to be sure. */
function mayEndBeforeValue(before: Buffer): boolean {
	let at = before.length - 1;
	while (at >= 0 && isSpace(before[at]!)) at--;
	return at >= 0 && BEFORE_VALUE.includes(before[at]!);
}
