/**
 * Checks JSON byte by byte, as strictly as JSON.parse. Each function gets where something starts and returns where it
 * ends; 0 when it is not there, or nested too deeply for this check. The bytes are valid UTF-8 and end with a newline,
 * which ends every token.
 */
import {
	BACKSLASH,
	CLOSE_OBJECT,
	COLON,
	COMMA,
	LF,
	OPEN_LIST,
	OPEN_OBJECT,
	QUOTE,
	SPACE,
} from './bytes';

const DEPTH_MAX: u32 = 64;
/** The open containers, innermost last. */
const OPENED: usize = memory.data(64);
const TAB: u8 = 0x09;
const CR: u8 = 0x0d;
const MINUS: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const UNICODE: u8 = 0x75;
const TRUE: u32 = 0x65757274;
/** Behind its first letter. */
const FALSE_REST: u32 = 0x65736c61;
const NULL: u32 = 0x6c6c756e;

export function endOfSpace(at: usize): usize {
	return load<u8>(at) > SPACE ? at : endOfSpaces(at);
}

function endOfSpaces(at: usize): usize {
	let byte = load<u8>(at);
	while (byte == SPACE || byte == TAB || byte == CR) byte = load<u8>(++at);
	return at;
}

/** The first byte that is an escape, a control, or ends the string. */
export function endOfPlain(at: usize): usize {
	const quote = i8x16.splat(QUOTE);
	const backslash = i8x16.splat(BACKSLASH);
	const control = i8x16.splat(SPACE - 1);
	while (true) {
		const bytes = v128.load(at);
		const ends = v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash));
		const bits = i8x16.bitmask(v128.or(ends, i8x16.le_u(bytes, control)));
		if (bits != 0) return at + <usize>ctz<i32>(bits);
		at += 16;
	}
}

/** The end of a string, from its opening quote on. */
export function endOfString(start: usize): usize {
	if (load<u8>(start) != QUOTE) return 0;
	let at = start + 1;
	while (true) {
		at = endOfPlain(at);
		const byte = load<u8>(at);
		if (byte == QUOTE) return at + 1;
		if (byte != BACKSLASH) return 0;
		const escape = load<u8>(at, 1);
		at += 2;
		if (escape == UNICODE) {
			for (let digit: usize = 0; digit < 4; digit++) if (!isHex(load<u8>(at + digit))) return 0;
			at += 4;
		} else if (!isEscape(escape)) return 0;
	}
}

function isHex(byte: u8): bool {
	return isDigit(byte) || (byte | 0x20) - 0x61 <= 5;
}

/** The letter behind the backslash of an escape: one of `"\/bfnrt`. */
function isEscape(byte: u8): bool {
	return (
		byte == 0x6e ||
		byte == QUOTE ||
		byte == BACKSLASH ||
		byte == 0x2f ||
		byte == 0x62 ||
		byte == 0x66 ||
		byte == 0x72 ||
		byte == 0x74
	);
}

function isDigit(byte: u8): bool {
	return byte - ZERO <= 9;
}

/** The end of a colon and the white space around it. */
export function endOfColon(start: usize): usize {
	const colon = endOfSpace(start);
	return load<u8>(colon) == COLON ? endOfSpace(colon + 1) : 0;
}

/** The end of a name with its colon, and the white space around them. */
function endOfName(start: usize): usize {
	const end = endOfString(endOfSpace(start));
	return end == 0 ? 0 : endOfColon(end);
}

export function endOfScalar(start: usize): usize {
	const first = load<u8>(start);
	if (first == QUOTE) return endOfString(start);
	if (first == MINUS || isDigit(first)) return endOfNumber(start);
	if (load<u32>(start) == TRUE) return start + 4;
	if (load<u32>(start) == NULL) return start + 4;
	if (isFalse(start)) return start + 5;
	return 0;
}

export function isFalse(start: usize): bool {
	return load<u8>(start) == 0x66 && load<u32>(start, 1) == FALSE_REST;
}

function endOfNumber(start: usize): usize {
	let at = load<u8>(start) == MINUS ? start + 1 : start;
	const whole = load<u8>(at) == ZERO ? at + 1 : endOfDigits(at);
	if (whole == at) return 0;
	at = whole;
	if (load<u8>(at) == POINT) {
		const end = endOfDigits(at + 1);
		if (end == at + 1) return 0;
		at = end;
	}
	if ((load<u8>(at) | 0x20) == 0x65) {
		const sign = load<u8>(at, 1);
		const digits = sign == PLUS || sign == MINUS ? at + 2 : at + 1;
		at = endOfDigits(digits);
		if (at == digits) return 0;
	}
	return at;
}

function endOfDigits(start: usize): usize {
	let at = start;
	while (isDigit(load<u8>(at))) at++;
	return at;
}

export function endOfValue(start: usize): usize {
	const first = load<u8>(start);
	return first == OPEN_OBJECT || first == OPEN_LIST ? endOfContainer(start) : endOfScalar(start);
}

function endOfContainer(start: usize): usize {
	let depth: u32 = 0;
	let at = start;
	while (true) {
		const first = load<u8>(at);
		if (first == OPEN_OBJECT || first == OPEN_LIST) {
			if (depth == DEPTH_MAX) return 0;
			const inside = endOfSpace(at + 1);
			if (load<u8>(inside) == closeOf(first)) at = inside + 1;
			else {
				store<u8>(OPENED + depth++, first);
				at = first == OPEN_OBJECT ? endOfName(inside) : inside;
				if (at == 0) return 0;
				continue;
			}
		} else {
			at = endOfScalar(at);
			if (at == 0) return 0;
		}
		// A value has ended, and possibly its containers too.
		while (true) {
			if (depth == 0) return at;
			at = endOfSpace(at);
			const container = load<u8>(OPENED + depth - 1);
			const byte = load<u8>(at++);
			if (byte == COMMA) {
				at = container == OPEN_OBJECT ? endOfName(at) : endOfSpace(at);
				if (at == 0) return 0;
				break;
			}
			if (byte != closeOf(container)) return 0;
			depth--;
		}
	}
}

/** The closing bracket of an opening one. */
function closeOf(open: u8): u8 {
	return open + 2;
}

/** Where the line ends when nothing but white space follows the object that has been closed; 0 when something does. */
export function endOfLine(close: usize): usize {
	if (load<u8>(close) != CLOSE_OBJECT) return 0;
	const end = endOfSpace(close + 1);
	return load<u8>(end) == LF ? end : 0;
}
