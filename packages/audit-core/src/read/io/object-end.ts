/**
 * The end of a JSON object that may be written over lines. Its structure is checked, so that an object which was torn is
 * noticed where it stops making sense, and not where some later brace happens to close it.
 */
const LINES_MAX = 1_000;
const DEPTH_MAX = 1_000;
const [LF, SPACE, QUOTE, COMMA, COLON, BACKSLASH] = [0x0a, 0x20, 0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

export type ObjectEnd =
	/** `end` is the index after its last brace. */
	| { kind: 'closed'; end: number }
	/** `end` is the index of the first byte that can't belong to it. */
	| { kind: 'broken'; end: number }
	/** The bytes end before it does. */
	| { kind: 'open'; end: number };

/** What may follow, within an object or a list. */
type Expected = 'name' | 'name or end' | 'colon' | 'value' | 'value or end' | 'comma or end';

/**
 * @param isOwnLine whether a line of an object, from its first byte that is not blank, is an entry of its own; `null` when
 *   its end is not there yet
 */
export function endOfObject(
	bytes: Buffer,
	start: number,
	isOwnLine: (lineStart: number) => boolean | null,
): ObjectEnd {
	const open = [OPEN_OBJECT];
	let expected: Expected = 'name or end';
	let lines = 0;
	let isLineStart = false;

	for (let at = start + 1; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte <= SPACE) {
			if (byte === LF) {
				if (++lines > LINES_MAX) return { kind: 'broken', end: at };
				isLineStart = true;
			} else if (byte === 0) return { kind: 'broken', end: at };
			continue;
		}
		if (isLineStart && byte === OPEN_OBJECT) {
			const isOwn = isOwnLine(at);
			if (isOwn === null) return { kind: 'open', end: bytes.length };
			if (isOwn) return { kind: 'broken', end: at };
		}
		isLineStart = false;
		const mayBeValue = expected === 'value' || expected === 'value or end';
		if (byte === QUOTE) {
			const end = endOfText(bytes, at);
			if (end === null) return { kind: 'open', end: bytes.length };
			if (end < 0) return { kind: 'broken', end: -end };
			if (expected === 'name' || expected === 'name or end') expected = 'colon';
			else if (mayBeValue) expected = 'comma or end';
			else return { kind: 'broken', end: at };
			at = end - 1;
		} else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
			if (!mayBeValue || open.length === DEPTH_MAX) return { kind: 'broken', end: at };
			open.push(byte);
			expected = byte === OPEN_OBJECT ? 'name or end' : 'value or end';
		} else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
			const opening = byte === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_LIST;
			const mayEnd = expected.endsWith('end') && open.pop() === opening;
			if (!mayEnd) return { kind: 'broken', end: at };
			if (open.length === 0) return { kind: 'closed', end: at + 1 };
			expected = 'comma or end';
		} else if (byte === COMMA) {
			if (expected !== 'comma or end') return { kind: 'broken', end: at };
			expected = open.at(-1) === OPEN_OBJECT ? 'name' : 'value';
		} else if (byte === COLON) {
			if (expected !== 'colon') return { kind: 'broken', end: at };
			expected = 'value';
		} else {
			if (!mayBeValue || !isWordByte(byte)) return { kind: 'broken', end: at };
			while (at + 1 < bytes.length && isWordByte(bytes[at + 1]!)) at++;
			expected = 'comma or end';
		}
	}
	return { kind: 'open', end: bytes.length };
}

/** The index after a string; negative where a line end breaks it; `null` when the bytes end before it does. */
function endOfText(bytes: Buffer, start: number): number | null {
	for (let at = start + 1; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte === QUOTE) return at + 1;
		if (byte === BACKSLASH) at++;
		else if (byte === LF) return -at;
	}
	return null;
}

/** Of a number, `true`, `false`, `null`, `NaN` or `-Infinity`: whether it is one is seen when the object is parsed. */
export function isWordByte(byte: number): boolean {
	const isDigit = byte >= 0x30 && byte <= 0x39;
	const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
	return isDigit || isLetter || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}
