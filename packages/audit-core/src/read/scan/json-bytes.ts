/**
 * Checks JSON byte by byte, as strictly as JSON.parse. Each function gets the start of something and returns the
 * index after its end; -1 when it is not there, or nested too deeply for this check. The bytes are valid UTF-8 and
 * end with a newline, which ends every token.
 */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const [TAB, CR, SPACE, COLON, BACKSLASH] = [0x09, 0x0d, 0x20, 0x3a, 0x5c];
const [OPEN_LIST, CLOSE_LIST] = [0x5b, 0x5d];
const [MINUS, PLUS, POINT, ZERO, NINE, UNICODE] = [0x2d, 0x2b, 0x2e, 0x30, 0x39, 0x75];
const [TRUE, FALSE, NULL] = ['true', 'false', 'null'].map((word) => Buffer.from(word));
const DEPTH_MAX = 64;

/** Bytes of a string that are not escapes or controls. */
const IS_PLAIN = tableOf((byte) => byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH);
const IS_ESCAPE = tableOf((byte) => '"\\/bfnrtu'.includes(String.fromCharCode(byte)));
const IS_HEX = tableOf((byte) => /[0-9a-f]/i.test(String.fromCharCode(byte)));

/** The open containers, innermost last. Only one walk at a time uses it. */
const open = new Uint8Array(DEPTH_MAX);

export function endOfSpace(bytes: Uint8Array, at: number): number {
	let byte = bytes[at];
	while (byte === SPACE || byte === TAB || byte === CR) byte = bytes[++at];
	return at;
}

/** The end of a string, from its opening quote on. */
export function endOfString(bytes: Uint8Array, start: number): number {
	if (bytes[start] !== QUOTE) return -1;
	let at = start + 1;
	for (;;) {
		while (IS_PLAIN[bytes[at]!] === 1) at++;
		const byte = bytes[at++];
		if (byte === QUOTE) return at;
		if (byte !== BACKSLASH) return -1;
		const escape = bytes[at++]!;
		if (IS_ESCAPE[escape] !== 1) return -1;
		if (escape !== UNICODE) continue;
		for (const end = at + 4; at < end; at++) if (IS_HEX[bytes[at]!] !== 1) return -1;
	}
}

/** The end of a string without escapes. */
export function endOfPlainString(bytes: Uint8Array, start: number): number {
	if (bytes[start] !== QUOTE) return -1;
	let at = start + 1;
	while (IS_PLAIN[bytes[at]!] === 1) at++;
	return bytes[at] === QUOTE ? at + 1 : -1;
}

/** The end of a colon and the white space around it. */
export function endOfColon(bytes: Uint8Array, start: number): number {
	const colon = endOfSpace(bytes, start);
	return bytes[colon] === COLON ? endOfSpace(bytes, colon + 1) : -1;
}

/** The end of a name with its colon, and the white space around them. */
function endOfName(bytes: Uint8Array, start: number): number {
	const end = endOfString(bytes, endOfSpace(bytes, start));
	return end === -1 ? -1 : endOfColon(bytes, end);
}

export function endOfValue(bytes: Uint8Array, start: number): number {
	let depth = 0;
	let at = start;
	for (;;) {
		const first = bytes[at];
		if (first === OPEN_OBJECT || first === OPEN_LIST) {
			if (depth === DEPTH_MAX) return -1;
			const inside = endOfSpace(bytes, at + 1);
			if (bytes[inside] === closing(first)) {
				at = inside + 1;
			} else {
				open[depth++] = first;
				at = first === OPEN_OBJECT ? endOfName(bytes, inside) : inside;
				if (at === -1) return -1;
				continue;
			}
		} else {
			at = endOfScalar(bytes, at);
			if (at === -1) return -1;
		}
		// A value has ended, and possibly its containers too.
		for (;;) {
			if (depth === 0) return at;
			at = endOfSpace(bytes, at);
			const container = open[depth - 1]!;
			const byte = bytes[at++];
			if (byte === COMMA) {
				at = container === OPEN_OBJECT ? endOfName(bytes, at) : endOfSpace(bytes, at);
				if (at === -1) return -1;
				break;
			}
			if (byte !== closing(container)) return -1;
			depth--;
		}
	}
}

function endOfScalar(bytes: Uint8Array, start: number): number {
	const first = bytes[start]!;
	if (first === QUOTE) return endOfString(bytes, start);
	if (isNumberStart(first)) return endOfNumber(bytes, start);
	return endOfWord(bytes, start, first === TRUE![0] ? TRUE! : first === FALSE![0] ? FALSE! : NULL!);
}

/** Without a closure, which would be created for every value. */
function endOfWord(bytes: Uint8Array, start: number, word: Uint8Array): number {
	for (let index = 0; index < word.length; index++) {
		if (bytes[start + index] !== word[index]) return -1;
	}
	return start + word.length;
}

export function isNumberStart(byte: number): boolean {
	return byte === MINUS || isDigit(byte);
}

function endOfNumber(bytes: Uint8Array, start: number): number {
	let at = bytes[start] === MINUS ? start + 1 : start;
	const whole = bytes[at] === ZERO ? at + 1 : endOfDigits(bytes, at);
	if (whole === at) return -1;
	at = whole;
	if (bytes[at] === POINT) {
		const end = endOfDigits(bytes, at + 1);
		if (end === at + 1) return -1;
		at = end;
	}
	if (bytes[at] === 0x65 || bytes[at] === 0x45) {
		const sign = bytes[at + 1];
		const digits = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
		at = endOfDigits(bytes, digits);
		if (at === digits) return -1;
	}
	return at;
}

function endOfDigits(bytes: Uint8Array, start: number): number {
	let at = start;
	while (isDigit(bytes[at]!)) at++;
	return at;
}

function isDigit(byte: number): boolean {
	return byte >= ZERO && byte <= NINE;
}

function closing(container: number): number {
	return container === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST;
}

function tableOf(holds: (byte: number) => boolean): Uint8Array {
	return Uint8Array.from({ length: 256 }, (_, byte) => Number(holds(byte)));
}
