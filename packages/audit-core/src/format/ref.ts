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
	return `${offset.toString(36)}-${checksumOf(bytes).toString(36)}`;
}

export function checksumOf(bytes: Uint8Array): number {
	return crc32(bytes.subarray(0, CHECKED_BYTES_MAX));
}

/** `null` for text that is not a ref. */
export function parseRef(text: string): Ref | null {
	const match = REF.exec(text);
	if (!match) return null;
	const [offset, checksum] = [parseInt(match[1]!, 36), parseInt(match[2]!, 36)];
	return Number.isSafeInteger(offset) ? { offset, checksum } : null;
}
