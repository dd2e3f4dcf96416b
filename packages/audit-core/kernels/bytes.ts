/**
 * What all kernels share. They look at complete lines in the memory that they have in common with JavaScript. Behind the
 * last line they may read `READ_BEHIND` bytes, whatever stands there.
 */
export const READ_BEHIND: usize = 256;

export const LF: u8 = 0x0a;
export const SPACE: u8 = 0x20;
export const QUOTE: u8 = 0x22;
export const COMMA: u8 = 0x2c;
export const COLON: u8 = 0x3a;
export const BACKSLASH: u8 = 0x5c;
export const OPEN_OBJECT: u8 = 0x7b;
export const CLOSE_OBJECT: u8 = 0x7d;
export const OPEN_LIST: u8 = 0x5b;

/** What a recorder's line begins with, `{"ts"`: its first byte is `{`, and these four follow. */
const ENTRY_START_REST: u32 = 0x22737422;

/** The first bit of each byte of four vectors. */
export function bitsOf64(a: v128, b: v128, c: v128, d: v128): u64 {
	return (
		((<u64>i8x16.bitmask(a)) & 0xffff) |
		(((<u64>i8x16.bitmask(b)) & 0xffff) << 16) |
		(((<u64>i8x16.bitmask(c)) & 0xffff) << 32) |
		(((<u64>i8x16.bitmask(d)) & 0xffff) << 48)
	);
}

/** True when the bytes behind a `{` are those of a recorder's line. */
export function isEntryStart(open: usize): bool {
	return load<u32>(open, 1) == ENTRY_START_REST;
}

/**
 * Whether 16 bytes are where a line may hold any text, whatever its bytes are: the beginning of an escape like `\u0041`, or
 * a zero byte, which UTF-16 has.
 */
export function oddIn(bytes: v128, next: v128): v128 {
	const escapes = v128.and(
		i8x16.eq(bytes, i8x16.splat(BACKSLASH)),
		i8x16.eq(next, i8x16.splat(0x75)),
	);
	return v128.or(escapes, i8x16.eq(bytes, i8x16.splat(0)));
}

/** True for a zero byte, and for `\u0020` to `\u007f`: of controls JSON has no other form. */
export function isOdd(place: usize): bool {
	if (load<u8>(place) == 0) return true;
	const digit = load<u8>(place, 4);
	return load<u16>(place, 2) == 0x3030 && digit >= 0x32 && digit <= 0x37;
}

/** Where the line ends that holds a byte: at its newline. */
export function lineEnd(at: usize): usize {
	const lf = i8x16.splat(LF);
	while (true) {
		const bits = i8x16.bitmask(i8x16.eq(v128.load(at), lf));
		if (bits != 0) return at + <usize>ctz<i32>(bits);
		at += 16;
	}
}

/** Where the line begins that holds a byte. No line begins before `first`. */
export function lineStart(at: usize, first: usize): usize {
	while (at > first && load<u8>(at - 1) != LF) at--;
	return at;
}
