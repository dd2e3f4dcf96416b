/** Finds the lines that may match a filter, by bytes that no matching line can do without. */
import { bitsOf64, isEntryStart, isOdd, LF, oddIn, OPEN_OBJECT } from './bytes';

/** The bytes of the needles, and behind those of each, for each byte the bit that differs between its two cases. */
export const NEEDLES: usize = memory.data(2 * 64 * 256);
const NEEDLE_BYTES_MAX: usize = 64;

/**
 * Where a needle stands first from `from` on; -1 when it does not. `one` and `other` are the places of the two bytes in it
 * that are looked for first.
 */
export function find(
	needle: usize,
	length: usize,
	one: usize,
	other: usize,
	from: usize,
	end: usize,
): i32 {
	const bytes = NEEDLES + 2 * NEEDLE_BYTES_MAX * needle;
	const cases = bytes + NEEDLE_BYTES_MAX;
	const a = i8x16.splat(load<u8>(bytes + one));
	const b = i8x16.splat(load<u8>(bytes + other));
	const caseA = i8x16.splat(load<u8>(cases + one));
	const caseB = i8x16.splat(load<u8>(cases + other));
	for (let at = from; at < end; at += 64) {
		const first = at + one;
		const second = at + other;
		const h0 = bothAt(v128.load(first), v128.load(second), a, b, caseA, caseB);
		const h1 = bothAt(v128.load(first, 16), v128.load(second, 16), a, b, caseA, caseB);
		const h2 = bothAt(v128.load(first, 32), v128.load(second, 32), a, b, caseA, caseB);
		const h3 = bothAt(v128.load(first, 48), v128.load(second, 48), a, b, caseA, caseB);
		if (!v128.any_true(v128.or(v128.or(h0, h1), v128.or(h2, h3)))) continue;
		let bits = bitsOf64(h0, h1, h2, h3);
		while (bits != 0) {
			const place = at + <usize>ctz<u64>(bits);
			bits &= bits - 1;
			if (place + length > end) return -1;
			if (standsAt(place, bytes, length)) return <i32>place;
		}
	}
	return -1;
}

function bothAt(first: v128, second: v128, a: v128, b: v128, caseA: v128, caseB: v128): v128 {
	return v128.and(i8x16.eq(v128.or(first, caseA), a), i8x16.eq(v128.or(second, caseB), b));
}

function standsAt(place: usize, bytes: usize, length: usize): bool {
	for (let at: usize = 0; at < length; at++) {
		const cases = load<u8>(bytes + NEEDLE_BYTES_MAX + at);
		if ((load<u8>(place + at) | cases) != load<u8>(bytes + at)) return false;
	}
	return true;
}

/**
 * Where a line may hold any text (`oddIn`), and, if `foreign` lines are wanted, where one begins that does not begin like
 * those of a recorder; -1 without any.
 */
export function findOdd(from: usize, end: usize, foreign: bool): i32 {
	if (foreign && !beginsEntry(from)) return <i32>from;
	// Without them, zero bytes are looked for twice.
	const newline = i8x16.splat(foreign ? LF : 0);
	for (let at = from; at < end; at += 64) {
		const h0 = oddOrNewlineAt(at, newline);
		const h1 = oddOrNewlineAt(at + 16, newline);
		const h2 = oddOrNewlineAt(at + 32, newline);
		const h3 = oddOrNewlineAt(at + 48, newline);
		if (!v128.any_true(v128.or(v128.or(h0, h1), v128.or(h2, h3)))) continue;
		let bits = bitsOf64(h0, h1, h2, h3);
		while (bits != 0) {
			const place = at + <usize>ctz<u64>(bits);
			bits &= bits - 1;
			if (place >= end) return -1;
			if (load<u8>(place) == LF) {
				if (place + 1 < end && !beginsEntry(place + 1)) return <i32>(place + 1);
			} else if (isOdd(place)) return <i32>place;
		}
	}
	return -1;
}

function oddOrNewlineAt(at: usize, newline: v128): v128 {
	const bytes = v128.load(at);
	return v128.or(oddIn(bytes, v128.load(at, 1)), i8x16.eq(bytes, newline));
}

function beginsEntry(line: usize): bool {
	return load<u8>(line) == OPEN_OBJECT && isEntryStart(line);
}
