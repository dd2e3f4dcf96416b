import * as zlib from 'node:zlib';

const POLYNOMIAL = 0xedb88320;

/** The CRC-32 of bytes (ISO 3309), continued from the one of what stands before them. */
export const crc32: (bytes: Uint8Array, before?: number) => number =
	(zlib as Partial<typeof zlib>).crc32 ?? byTable();

/** For Node.js 22.0 and 22.1, which don't have it. */
export function byTable(): typeof crc32 {
	const table = Uint32Array.from({ length: 256 }, (_, byte) => {
		let rest = byte;
		for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 && POLYNOMIAL);
		return rest;
	});
	return (bytes, before = 0) => {
		let crc = ~before;
		for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!;
		return ~crc >>> 0;
	};
}
