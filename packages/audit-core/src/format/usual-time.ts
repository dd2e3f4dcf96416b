/** The form in which recorders write a `ts`: without text, because it is checked in every row of a page. */
const [PLUS, MINUS, POINT, ZERO, NINE, COLON, T, Z] = [
	0x2b, 0x2d, 0x2e, 0x30, 0x39, 0x3a, 0x54, 0x5a,
];
const FRACTION_DIGITS_MAX = 9;
/** Without the leap day, which needs the year: `readTs` reads it. */
const DAYS_IN_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The end of `2026-11-22T07:41:03`, with or without a fraction, and with or without an offset; -1 for anything else, which may
 * be a time too (`readTs`).
 */
export function endOfUsualTime(bytes: Uint8Array, start: number): number {
	const century = twoDigits(bytes, start);
	const month = twoDigits(bytes, start + 5);
	const day = twoDigits(bytes, start + 8);
	const isDate =
		century > 0 &&
		twoDigits(bytes, start + 2) >= 0 &&
		bytes[start + 4] === MINUS &&
		bytes[start + 7] === MINUS &&
		day >= 1 &&
		day <= (DAYS_IN_MONTH[month] ?? 0);
	if (!isDate || bytes[start + 10] !== T || !isClock(bytes, start + 11)) return -1;
	if (bytes[start + 16] !== COLON || !isBelow(bytes, start + 17, 60)) return -1;
	return endOfOffset(bytes, endOfFraction(bytes, start + 19));
}

function endOfFraction(bytes: Uint8Array, start: number): number {
	if (bytes[start] !== POINT) return start;
	let at = start + 1;
	while (bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
	return at === start + 1 || at - start > FRACTION_DIGITS_MAX ? -1 : at;
}

function endOfOffset(bytes: Uint8Array, start: number): number {
	if (bytes[start] === Z) return start + 1;
	if (bytes[start] !== PLUS && bytes[start] !== MINUS) return start;
	return isClock(bytes, start + 1) ? start + 6 : -1;
}

/** Hours and minutes. */
function isClock(bytes: Uint8Array, at: number): boolean {
	return isBelow(bytes, at, 24) && bytes[at + 2] === COLON && isBelow(bytes, at + 3, 60);
}

function isBelow(bytes: Uint8Array, at: number, limit: number): boolean {
	const value = twoDigits(bytes, at);
	return value >= 0 && value < limit;
}

/** -1 when they are not. */
function twoDigits(bytes: Uint8Array, at: number): number {
	const tens = bytes[at]! - ZERO;
	const ones = bytes[at + 1]! - ZERO;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
