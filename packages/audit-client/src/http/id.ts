/**
 * A UUIDv7 (RFC 9562 §5.7) of now: the name of an entry, by which the server knows that it was sent before. `crypto` has
 * such a function only for version 4, and only on pages with TLS.
 */
export function createId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	let digits = Date.now().toString(16).padStart(12, '0');
	digits += `7${hex(bytes, 0, 2).slice(1)}`;
	bytes[8] = 0x80 | (bytes[8]! & 0x3f);
	digits += hex(bytes, 8, 16);
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function hex(bytes: Uint8Array, from: number, to: number): string {
	let digits = '';
	for (const byte of bytes.subarray(from, to)) digits += byte.toString(16).padStart(2, '0');
	return digits;
}
