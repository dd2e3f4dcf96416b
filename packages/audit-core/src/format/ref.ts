/**
 * A ref names one row permanently: its offset in the file and a checksum of its beginning. So it is found without
 * an index, and a file that was replaced is noticed (docs/format.md §6).
 */
import { crc32 } from './crc32.ts';

const REF = /^([0-9a-z]{1,11})-([0-9a-z]{1,7})$/;
/** The checksum covers only the row's beginning: enough to tell files apart without reading a row of 100 MB. */
export const CHECKED_BYTES_MAX = 1024;

export interface Ref {
	offset: number;
	checksum: number;
}

export function makeRef(offset: number, bytes: Uint8Array): string {
	const start = writeInBase36(checksumOf(bytes), REF_BYTES_MAX);
	written[start - 1] = HYPHEN;
	return written.toString('latin1', writeInBase36(offset, start - 1), REF_BYTES_MAX);
}

export function checksumOf(bytes: Uint8Array): number {
	// A view of the beginning takes as long as the checksum.
	const isWhole = bytes.length <= CHECKED_BYTES_MAX;
	return crc32(isWhole ? bytes : bytes.subarray(0, CHECKED_BYTES_MAX));
}

/** The two numbers of a ref and the hyphen. */
const REF_BYTES_MAX = 19;
const HYPHEN = 0x2d;
const DIGITS = Buffer.from('0123456789abcdefghijklmnopqrstuvwxyz');
/** JavaScript's own way to write a large number in base 36 takes five times as long, for each row of a page. */
const written = Buffer.alloc(REF_BYTES_MAX);

/** Returns the index of the first digit. */
function writeInBase36(number: number, end: number): number {
	let at = end;
	let left = number;
	do {
		const rest = Math.floor(left / 36);
		written[--at] = DIGITS[left - rest * 36]!;
		left = rest;
	} while (left > 0);
	return at;
}

/** `null` for text that is not a ref. */
export function parseRef(text: string): Ref | null {
	const match = REF.exec(text);
	if (!match) return null;
	const [offset, checksum] = [parseInt(match[1]!, 36), parseInt(match[2]!, 36)];
	return Number.isSafeInteger(offset) ? { offset, checksum } : null;
}
