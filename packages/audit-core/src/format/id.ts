import { fillRandom } from '@tool-audit/safe-files';
import { ID_CHARS_MAX } from './limits.ts';

/**
 * A UUIDv7 (RFC 9562 §5.7) for a time in milliseconds since 1970. It names an entry, and gives no order: two ids
 * of one millisecond are unordered. The order of a log is that of its file.
 */
export function createId(epochMs: number): string {
	if (epochMs !== headMs) {
		headMs = epochMs;
		const time = Math.max(0, Math.trunc(epochMs)).toString(16).padStart(12, '0');
		head = `${time.slice(0, 8)}-${time.slice(8)}-7`;
	}
	if (next + RANDOM_DIGITS > pool.length) {
		pool = fillRandom(bytes).toString('hex');
		next = 0;
	}
	const at = next;
	next += RANDOM_DIGITS;
	const random = pool.slice(at, at + 3);
	// The first two bits of the fourth group are the variant of RFC 9562.
	const variant = VARIANTS[pool.charCodeAt(at + 3)]!;
	return `${head}${random}-${variant}${pool.slice(at + 4, at + 7)}-${pool.slice(at + 7, next)}`;
}

/** What a caller may name an entry: safe in any file name, address and command. */
const GIVEN_ID = new RegExp(`^[\\w.:-]{1,${ID_CHARS_MAX}}$`);
const OWN_ID = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** True for a name that a caller may give to an entry (docs/format.md §3). */
export function isGivenId(id: unknown): id is string {
	return typeof id === 'string' && GIVEN_ID.test(id);
}

/** True for a name of the form that `createId` makes. */
export function isOwnId(id: unknown): boolean {
	return typeof id === 'string' && OWN_ID.test(id);
}

/** Three after the version, one for the variant, three and twelve. */
const RANDOM_DIGITS = 19;
const RANDOM_BYTES = 3_800;
/** Indexed by the code of a random digit, two bits of which are used. */
const VARIANTS = Array.from({ length: 128 }, (_, code) => {
	return '89ab'[parseInt(String.fromCharCode(code), 16) & 3]!;
});
const bytes = Buffer.alloc(RANDOM_BYTES);
let pool = '';
let next = 0;
/** Calls of one millisecond share the first groups. */
let headMs = Number.NaN;
let head = '';
