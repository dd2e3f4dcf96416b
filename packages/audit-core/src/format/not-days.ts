/**
 * Names of files that look like those of days and are none (docs/format.md §1): a day that was compressed, rotated, copied,
 * or named in another way. They are not read, and are named so that their calls are not taken for lost.
 */
import { isDay } from './day.ts';

/** Eight digits, or three numbers of which the first or the last is a year, with something between them. */
const DATE =
	/(?<!\d)(?:\d{8}|\d{4}[-_. ]\d{1,2}[-_. ]\d{1,2}|\d{1,2}[-_. ]\d{1,2}[-_. ]\d{4})(?!\d)/;
const SAYS_JSON = /json/;
const COMPRESSED = /\.(?:gz|tgz|bz2|xz|zst|lz4|lzma|br|z|zip|7z|rar|tar)\b/;
/** Signs that people and programs write in place of a hyphen, beyond those that NFKC unifies. */
const HYPHENS = /[\p{Pd}\u2212]/gu;

/** Why a file is not a day. */
export type NotDayReason = 'compressed' | 'no-such-date' | 'name';

/**
 * True for a name that holds a date and says JSON or is that of compressed data, and for a bare date. The name of a day's
 * file itself is none of these.
 */
export function looksLikeDayFile(name: string): boolean {
	if (isDayFile(name)) return false;
	const plain = plainName(name);
	if (!DATE.test(plain)) return false;
	return SAYS_JSON.test(plain) || COMPRESSED.test(plain) || isDay(plain.trim());
}

/** Why a file that looks like a day is none. */
export function notDayReason(name: string): NotDayReason {
	if (COMPRESSED.test(plainName(name))) return 'compressed';
	return /^\d{4}-\d{2}-\d{2}\.jsonl$/.test(name) ? 'no-such-date' : 'name';
}

function isDayFile(name: string): boolean {
	return name.endsWith('.jsonl') && isDay(name.slice(0, -'.jsonl'.length));
}

function plainName(name: string): string {
	return name.normalize('NFKC').toLowerCase().replace(HYPHENS, '-');
}
