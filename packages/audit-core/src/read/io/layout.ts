/**
 * How a day's file is written. Nearly all are lines of UTF-8. The beginning of the file decides, so that a line of any
 * other file stays a line, and two torn lines never complete each other (docs/format.md §2).
 */
export interface Layout {
	encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
	/** The file is a list, or its objects are written over lines: rows are its objects. */
	isJoined: boolean;
}

export const LAYOUT_HEAD_BYTES = 512;
const SPACE = 0x20;

/** A list whose first item that is not `null` begins in this part of the file; or nothing behind the brace of the first object. */
const JOINED = /^\s*(?:\[\s*(?:null\s*,\s*)*(?:[{\]]|$)|\{[ \t\r]*\n)/;

/** `null` for lines of UTF-8. */
export function layoutOf(head: Buffer): Layout | null {
	const bytes = head.subarray(0, LAYOUT_HEAD_BYTES);
	const encoding = encodingOf(bytes);
	const isJoined = JOINED.test(textOf(bytes, encoding));
	return encoding === 'utf-8' && !isJoined ? null : { encoding, isJoined };
}

function encodingOf(bytes: Buffer): Layout['encoding'] {
	const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
	// A mark alone says nothing: lines of UTF-8 may follow it.
	if (first === 0xff && second === 0xfe && third > 0 && fourth === 0) return 'utf-16le';
	if (first === 0xfe && second === 0xff && third === 0 && fourth > 0) return 'utf-16be';
	// Zero bytes on blank lines of UTF-8 are no UTF-16.
	if (first > SPACE && second === 0 && third > 0 && fourth === 0) return 'utf-16le';
	if (first === 0 && second > SPACE && third === 0 && fourth > 0) return 'utf-16be';
	return 'utf-8';
}

function textOf(bytes: Buffer, encoding: Layout['encoding']): string {
	const even = bytes.subarray(0, bytes.length & ~1);
	const text =
		encoding === 'utf-8'
			? bytes.toString('utf8')
			: (encoding === 'utf-16le' ? even : Buffer.from(even).swap16()).toString('utf16le');
	return text.replace(/^\ufeff/, '');
}
