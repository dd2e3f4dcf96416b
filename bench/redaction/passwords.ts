import type { Random } from '../day/random.ts';
import { ALPHANUMERIC, BASE64_URL, chars, DIGITS, HEX, LETTERS, LOWER, UPPER } from './chars.ts';

/** What people add to a password because a policy asks for it. */
export const PUNCTUATION = '!@#$%^&*-_+=.?';

/** Without what ends or expands a word between double quotes in a shell, PHP, Kotlin or Groovy. */
export const IN_DOUBLE_QUOTES = '@#%^&*-_+=.?';

/** What `cmd.exe` takes without quotes. */
export const IN_WINDOWS_WORD = '!@#$-_+.?';

/** What RFC 3986 allows in the user part of a URL. */
export const IN_URL_USER = '!$&*-_+=.';

/** What a cookie or a value of a query string may hold unencoded. */
export const IN_QUERY = '!*-_.';

/** Without what would end the value in a line of `name=value` pairs. */
export const IN_TEXT = '!@#$%^*-_+.';

/** What needs no entity in XML. */
export const IN_XML = PUNCTUATION.replace('&', '');

/** Where `#` begins a comment and `$` a variable. */
export const IN_ENVIRONMENT_FILE = '!@%^&*-_+=.?';

const LENGTH_MIN = 8;
const LENGTH_MAX = 24;

const WORDS =
	'sunflower lantern copper harbour thunder pickle wander marigold saffron tundra pepper cobalt ' +
	'juniper anchor biscuit falcon glacier meadow compass lobster velvet orchard rocket bramble ' +
	'cinnamon dragon ember feather gravel hazel indigo jasmine kettle lemon mustard nectar otter ' +
	'paprika quartz ribbon summer tractor umbrella violet walnut yonder zephyr winter monkey tiger';
const WORD_LIST = WORDS.split(' ');

/** Words of the list of BIP-39. */
const SEED_WORDS =
	'absorb acoustic balance bamboo banner cactus candy canyon dolphin donkey dragon eagle earth echo ' +
	'fabric falcon garden garlic hammer harvest hedgehog island ivory jacket jaguar kangaroo kitchen ' +
	'ladder lemon lobster magnet maple marble napkin nephew ocean olive orchard paddle panther pelican ' +
	'quantum rabbit raccoon raven saddle salmon satellite tiger tobacco tornado umbrella uncle unicorn ' +
	'velvet violin volcano walnut whisper window zebra';
const SEED_WORD_LIST = SEED_WORDS.split(' ');

export type Draw = (random: Random) => string;

/** As people choose and generate passwords: with punctuation, out of words, letters only, or a key. */
export function password(random: Random, punctuation = PUNCTUATION): string {
	const kind = random.pick([generated, generated, human, human, letters, hexKey, urlKey]);
	return kind(random, punctuation);
}

/** Passwords for a notation that allows only this punctuation. */
export function passwordWith(punctuation: string): Draw {
	return (random) => password(random, punctuation);
}

/** A token or key as services give them out, without a vendor's prefix. */
export function token(random: Random): string {
	return random.pick([hexKey, urlKey, alphanumericKey])(random);
}

/** A personal access token of GitHub: the format of today, or the 40 hex digits before 2021. */
export function githubToken(random: Random): string {
	return random.chance(0.5) ? `ghp_${chars(random, ALPHANUMERIC, 36)}` : chars(random, HEX, 40);
}

/** `count` words, as a passphrase. */
export function words(random: Random, count: number): string[] {
	return Array.from({ length: count }, () => random.pick(WORD_LIST));
}

export function seedPhrase(random: Random): string[] {
	return Array.from({ length: 12 }, () => random.pick(SEED_WORD_LIST));
}

export function digits(length: number): Draw {
	return (random) => chars(random, DIGITS, length);
}

/** 16 digits of which the last is the check digit of ISO/IEC 7812-1, often in groups of four. */
export function cardNumber(random: Random): string {
	const body = random.pick(['4', '51', '54', '2221']).padEnd(15, '_');
	const number = body.replaceAll('_', () => chars(random, DIGITS, 1));
	const complete = number + checkDigit(number);
	const separator = random.pick(['', '', ' ', '-']);
	return complete.match(/\d{4}/g)!.join(separator);
}

function checkDigit(number: string): number {
	const sum = [...number].toReversed().reduce((total, digit, at) => {
		const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
		return total + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
	return (10 - (sum % 10)) % 10;
}

function lengthOf(random: Random): number {
	return LENGTH_MIN + random.below(LENGTH_MAX - LENGTH_MIN + 1);
}

/** Begins with a letter: a hyphen would begin an option, and other characters mean something in YAML. */
function generated(random: Random, punctuation: string): string {
	const needed = [
		chars(random, UPPER, 1),
		chars(random, LOWER, 1),
		chars(random, DIGITS, 1),
		chars(random, punctuation, 1),
	];
	const rest = chars(random, ALPHANUMERIC + punctuation, lengthOf(random) - needed.length - 1);
	const shuffled = needed.reduce((text, char) => {
		const at = random.below(text.length + 1);
		return text.slice(0, at) + char + text.slice(at);
	}, rest);
	return chars(random, LETTERS, 1) + shuffled;
}

function human(random: Random, punctuation: string): string {
	const [first = '', second = ''] = words(random, 2);
	const start = random.chance(0.5) ? first : capital(first);
	const separator = random.pick(
		['', '', '-', '_', '.'].filter((char) => punctuation.includes(char)),
	);
	const end = random.chance(0.3) && punctuation.includes('!') ? '!' : '';
	return start + separator + capital(second) + chars(random, DIGITS, 2 + random.below(3)) + end;
}

function capital(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

function letters(random: Random): string {
	return chars(random, LETTERS, lengthOf(random));
}

function hexKey(random: Random): string {
	return chars(random, HEX, random.pick([32, 40, 64]));
}

/** Begins with a letter or digit, for the same reason as a password. */
function urlKey(random: Random): string {
	return chars(random, ALPHANUMERIC, 1) + chars(random, BASE64_URL, random.pick([21, 31, 42]));
}

function alphanumericKey(random: Random): string {
	return chars(random, ALPHANUMERIC, 20 + random.below(29));
}
