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

/** In front of 64 bytes; a bit for each byte that is one of two. */
export function eitherOf64(at: usize, one: v128, other: v128): u64 {
	return bitsOf64(
		eitherOf(v128.load(at), one, other),
		eitherOf(v128.load(at, 16), one, other),
		eitherOf(v128.load(at, 32), one, other),
		eitherOf(v128.load(at, 48), one, other),
	);
}

function eitherOf(bytes: v128, one: v128, other: v128): v128 {
	return v128.or(i8x16.eq(bytes, one), i8x16.eq(bytes, other));
}

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
