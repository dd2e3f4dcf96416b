/** Finds lines by their statuses. */
import { BACKSLASH, bitsOf64, COLON, QUOTE } from './bytes';
import { endOfPlain, endOfSpace, isFalse } from './json';
import { numberOf, STATUSES, TEXT_BYTES_MAX } from './texts';

/** `"sta`, `atus` and `"` of the name `"status"`. */
const NAME_START: u32 = 0x61747322;
const NAME_MIDDLE: u32 = 0x73757461;
const NAME_BYTES: usize = 8;
const FALSE_BYTES: usize = 5;

/** The value of the status that was found last. */
export let statusStart: usize = 0;
export let statusEnd: usize = 0;

/**
 * Where the next field `status` is, at any depth, that may be wanted; -1 without one. JavaScript tells the values that are
 * not wanted. A value that is no text and not `false` is not looked at.
 */
export function findStatus(from: usize, end: usize): i32 {
	const u = i8x16.splat(0x75);
	const quote = i8x16.splat(QUOTE);
	for (let at = from; at < end; at += 64) {
		const h0 = v128.and(i8x16.eq(v128.load(at, 5), u), i8x16.eq(v128.load(at, 7), quote));
		const h1 = v128.and(i8x16.eq(v128.load(at, 21), u), i8x16.eq(v128.load(at, 23), quote));
		const h2 = v128.and(i8x16.eq(v128.load(at, 37), u), i8x16.eq(v128.load(at, 39), quote));
		const h3 = v128.and(i8x16.eq(v128.load(at, 53), u), i8x16.eq(v128.load(at, 55), quote));
		if (!v128.any_true(v128.or(v128.or(h0, h1), v128.or(h2, h3)))) continue;
		let bits = bitsOf64(h0, h1, h2, h3);
		while (bits != 0) {
			const place = at + <usize>ctz<u64>(bits);
			bits &= bits - 1;
			if (place >= end) return -1;
			if (load<u32>(place) == NAME_START && load<u32>(place, 3) == NAME_MIDDLE) {
				if (mayBeWanted(place + NAME_BYTES)) return <i32>place;
			}
		}
	}
	return -1;
}

/** Tests the value behind a name. The end of the line is none. */
function mayBeWanted(nameEnd: usize): bool {
	const colon = endOfSpace(nameEnd);
	if (load<u8>(colon) != COLON) return false;
	const value = endOfSpace(colon + 1);
	statusStart = value;
	if (load<u8>(value) == QUOTE) {
		statusEnd = endOfPlain(value + 1) + 1;
		const last = load<u8>(statusEnd - 1);
		// An escaped word has to be parsed.
		if (last != QUOTE) return last == BACKSLASH;
	} else {
		if (!isFalse(value)) return false;
		statusEnd = value + FALSE_BYTES;
	}
	// No word for a status is so long.
	if (statusEnd - value > TEXT_BYTES_MAX) return false;
	return numberOf(STATUSES, value, statusEnd) == -1;
}
