/** Text that was written in UTF-16, as by redirections of Windows PowerShell. */

/** A line in UTF-16 as text; `null` for bytes that are not. */
export function utf16Line(bytes: Buffer): string | null {
	if (!bytes.includes(0)) return null;
	// The newline before it ended with a byte that belongs to this line; so it is in little-endian files, which are most.
	const littleEndian = bytes[0] === 0 ? bytes.subarray(1) : bytes;
	return decoded(littleEndian) ?? decoded(swapped(bytes));
}

/** Every code unit of ASCII has a zero byte, so that a quarter of the bytes are zero in any line of JSON. */
const ZEROS_MIN = 0.25;

function decoded(bytes: Buffer): string | null {
	const units = bytes.length >> 1;
	if (units === 0) return '';
	let zeros = 0;
	for (let at = 1; at < bytes.length; at += 2) if (bytes[at] === 0) zeros++;
	if (zeros < units * ZEROS_MIN) return null;
	// A byte order mark is white space here.
	return bytes.toString('utf16le', 0, units * 2).trim();
}

/** Big-endian bytes as little-endian ones. */
export function swapped(bytes: Buffer): Buffer {
	return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}
