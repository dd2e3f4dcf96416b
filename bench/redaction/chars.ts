import type { Random } from '../day/random.ts';

export const DIGITS = '0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = LOWER.toUpperCase();
export const LETTERS = LOWER + UPPER;
export const HEX = DIGITS + 'abcdef';
export const ALPHANUMERIC = LETTERS + DIGITS;
export const BASE64 = ALPHANUMERIC + '+/';
export const BASE64_URL = ALPHANUMERIC + '-_';

/** `length` random characters of an alphabet. */
export function chars(random: Random, alphabet: string, length: number): string {
	return Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join('');
}
