const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** Index after the bracket that closes the object opened at `start`; `null` when the bytes end before it. */
export function closeOf(bytes: Buffer, start: number): number | null {
	let depth = 0;
	for (let at = start; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte === QUOTE) at = endOfString(bytes, at);
		else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
		else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
			depth--;
			if (depth === 0) return at + 1;
		}
	}
	return null;
}

/** True when the next token after these bytes would have to be a value: after a colon, or as an item of a list. */
export function endsBeforeValue(bytes: Buffer): boolean {
	const open: number[] = [];
	let [last, beforeLast] = [0, 0];
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte <= 0x20) continue;
		[last, beforeLast] = [byte, last];
		if (byte === QUOTE) {
			at = endOfString(bytes, at);
			if (at === bytes.length) return false;
		} else if (byte === OPEN_OBJECT || byte === OPEN_LIST) open.push(byte);
		else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) open.pop();
	}
	// Other programs write a prefix with a colon before a line.
	const isBehindName = last === COLON && beforeLast === QUOTE;
	return isBehindName || last === OPEN_LIST || (last === COMMA && open.at(-1) === OPEN_LIST);
}

/** Index of the quote that ends the string opened at `start`; the length of the bytes when there is none. */
function endOfString(bytes: Buffer, start: number): number {
	let quote = start;
	do {
		quote = bytes.indexOf(QUOTE, quote + 1);
		if (quote === -1) return bytes.length;
	} while (isEscaped(bytes, quote));
	return quote;
}

function isEscaped(bytes: Buffer, quote: number): boolean {
	let backslashes = 0;
	while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++;
	return backslashes % 2 === 1;
}
