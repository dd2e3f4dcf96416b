import { randomFillSync } from 'node:crypto';

/**
 * A UUIDv7 (RFC 9562 §5.7) for the given millisecond. It names an entry and nothing more: two ids of one
 * millisecond are in no order, and the order of a log is the order of its file.
 */
export function createId(epochMs: number): string {
	if (next + RANDOM_BYTES > pool.length) {
		randomFillSync(pool);
		next = 0;
	}
	const at = next;
	next += RANDOM_BYTES;
	const time = Math.max(0, Math.trunc(epochMs)).toString(16).padStart(12, '0');
	return (
		time.slice(0, 8) +
		'-' +
		time.slice(8) +
		'-' +
		HEX[0x70 | (pool[at]! & 0x0f)]! +
		HEX[pool[at + 1]!]! +
		'-' +
		HEX[0x80 | (pool[at + 2]! & 0x3f)]! +
		HEX[pool[at + 3]!]! +
		'-' +
		HEX[pool[at + 4]!]! +
		HEX[pool[at + 5]!]! +
		HEX[pool[at + 6]!]! +
		HEX[pool[at + 7]!]! +
		HEX[pool[at + 8]!]! +
		HEX[pool[at + 9]!]!
	);
}

const RANDOM_BYTES = 10;
const RANDOM_POOL_BYTES = 4_000;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const pool = new Uint8Array(RANDOM_POOL_BYTES);
let next = pool.length;
