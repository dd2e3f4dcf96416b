/**
 * Tells whether an answer can have an entry as it is written in its line.
 *
 * A page of a day is mostly lines that a recorder wrote, and their JSON is letter by letter what the page has. Here their
 * bytes are only looked at. A line is plain when it is certain that `JSON.stringify` of what `toEntry` makes of it is the
 * same text, and that `toEntry` would say nothing about it. All others are left to these two: another order of the required
 * fields, a field of the wrong type, a name that occurs twice, a number or an escape that JavaScript writes in another way,
 * a long text. Only a space behind a comma or a colon, as Python writes it, makes no difference.
 *
 * Each function gets the index of the first byte of something, and returns the index behind it; -1 when it is not there,
 * or not plain. The bytes are valid UTF-8 and end with a newline, which ends everything.
 */
import { OPTIONAL_FIELDS } from './call-fields.ts';
import { STATUSES } from './status.ts';
import { PAGE_BOUNDS } from './truncate.ts';
import { endOfUsualTime } from './usual-time.ts';

/** What the bounds of a page can't shorten: each value counts as eight characters there, and takes two bytes at least. */
const ENTRY_BYTES_MAX = PAGE_BOUNDS.totalChars / 5 - 1;
const TEXT_BYTES_MAX = PAGE_BOUNDS.stringChars;
const DEPTH_MAX = 32;
/** Names of one object are compared with each other. */
const NAMES_MAX = 64;
/** A whole number of as many digits is held exactly, and written with the same digits. */
const DIGITS_MAX = 15;

const [SPACE, QUOTE, COMMA, MINUS, COLON] = [0x20, 0x22, 0x2c, 0x2d, 0x3a];
const [ZERO, NINE, BACKSLASH, UNICODE] = [0x30, 0x39, 0x5c, 0x75];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

const IN_TEXT = 1;
const IN_NAME = 2;
const IN_NUMBER = 4;
const SHORT_ESCAPE = 8;
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
	const isInText = byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH;
	const isInName = isInText && byte < 0x80;
	const char = String.fromCharCode(byte);
	return (
		(isInText ? IN_TEXT : 0) |
		(isInName ? IN_NAME : 0) |
		('0123456789+-.eE'.includes(char) ? IN_NUMBER : 0) |
		('"\\bfnrt'.includes(char) ? SHORT_ESCAPE : 0)
	);
});
/** The control characters that JavaScript writes as `\u00` and two digits. */
const LONG_ESCAPE = /^u00(?:0[0-7bef]|1[\da-f])$/;
const LONG_ESCAPE_BYTES = 5;

const OF_FRACTION = /[.eE]/;

const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const [TRUE, FALSE, NULL] = [bytesOf('true'), bytesOf('false'), bytesOf('null')];
const STATUS_TEXTS = STATUSES.map((status) => bytesOf(`"${status}"`));

const HASH_START = 7;
const hashWith = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;
const hashOf = (name: string): number => bytesOf(name).reduce(hashWith, HASH_START);
const OPTIONAL_TYPES = new Map(
	Object.entries(OPTIONAL_FIELDS).map(([name, type]) => [hashOf(name), type]),
);

type End = (bytes: Buffer, at: number) => number;
const REQUIRED: [name: string, endOf: End][] = [
	['ts', endOfTime],
	['user', endOfText],
	['tool', endOfTool],
	['args', endOfArgs],
	['status', endOfStatus],
	['result_chars', endOfWholeNumber],
	['result_snippet', endOfText],
];
const REQUIRED_FIELDS = REQUIRED.map(([name, endOf]) => ({ name: bytesOf(`"${name}"`), endOf }));
const REQUIRED_HASHES = REQUIRED.map(([name]) => hashOf(name));

/** Hashes of the names in the objects that are open. Two names with the same hash count as one that occurs twice. */
const names = new Int32Array(NAMES_MAX * (DEPTH_MAX + 1));
let named = 0;
/** Where spaces are left out, in ascending order. */
const spaces = new Int32Array(ENTRY_BYTES_MAX);
let spaced = 0;

/**
 * Copies the plain entry in `bytes` from `start` to `end` into `into`, from `at` on, where the same number of bytes must be left.
 * Returns the index behind the copy; -1 when the entry is not plain.
 */
export function copyPlainEntry(
	bytes: Buffer,
	{ start, end, into, at }: { start: number; end: number; into: Buffer; at: number },
): number {
	if (end - start > ENTRY_BYTES_MAX || endOfEntry(bytes, start) !== end) return -1;
	if (spaced === 0) return at + bytes.copy(into, at, start, end);
	let from = start;
	for (let space = 0; space < spaced; space++) {
		while (from < spaces[space]!) into[at++] = bytes[from++]!;
		from++;
	}
	while (from < end) into[at++] = bytes[from++]!;
	return at;
}

function endOfEntry(bytes: Buffer, start: number): number {
	if (bytes[start] !== OPEN_OBJECT) return -1;
	names.set(REQUIRED_HASHES);
	named = REQUIRED_HASHES.length;
	spaced = 0;
	let at = start + 1;
	for (const { name, endOf } of REQUIRED_FIELDS) {
		if (at > start + 1) at = endOfSeparator(bytes, at, COMMA);
		at = endOfSeparator(bytes, endOfWord(bytes, at, name), COLON);
		if (at === -1) return -1;
		at = endOf(bytes, at);
	}
	while (bytes[at] === COMMA) at = endOfFurtherField(bytes, endOfSeparator(bytes, at, COMMA));
	return bytes[at] === CLOSE_OBJECT ? at + 1 : -1;
}

function endOfFurtherField(bytes: Buffer, start: number): number {
	const at = endOfName(bytes, start, 0);
	if (at === -1) return -1;
	const type = OPTIONAL_TYPES.get(names[named - 1]!);
	return type === undefined || isOfType(bytes[at]!, type) ? endOfValue(bytes, at, 0) : -1;
}

/** Whether a value that begins with this byte can be of a type, or `null`. */
function isOfType(first: number, type: 'string' | 'number'): boolean {
	if (first === NULL[0]) return true;
	return type === 'string' ? first === QUOTE : first === MINUS || isDigit(first);
}

function isDigit(byte: number): boolean {
	return byte >= ZERO && byte <= NINE;
}

function endOfSeparator(bytes: Buffer, at: number, separator: number): number {
	if (bytes[at] !== separator) return -1;
	if (bytes[at + 1] !== SPACE) return at + 1;
	spaces[spaced++] = at + 1;
	return at + 2;
}

function endOfWord(bytes: Buffer, at: number, word: Uint8Array): number {
	for (let index = 0; index < word.length; index++) {
		if (bytes[at + index] !== word[index]) return -1;
	}
	return at + word.length;
}

function endOfText(bytes: Buffer, start: number): number {
	if (bytes[start] !== QUOTE) return -1;
	let at = start + 1;
	for (;;) {
		while ((KINDS[bytes[at]!]! & IN_TEXT) !== 0) at++;
		if (bytes[at] === QUOTE) return at - start <= TEXT_BYTES_MAX ? at + 1 : -1;
		if (bytes[at] !== BACKSLASH) return -1;
		const escape = bytes[at + 1]!;
		if ((KINDS[escape]! & SHORT_ESCAPE) !== 0) at += 2;
		else if (escape === UNICODE) {
			const end = at + 1 + LONG_ESCAPE_BYTES;
			if (!LONG_ESCAPE.test(bytes.toString('latin1', at + 1, end))) return -1;
			at = end;
		} else return -1;
	}
}

/** An empty tool counts as missing. */
function endOfTool(bytes: Buffer, at: number): number {
	return bytes[at + 1] === QUOTE ? -1 : endOfText(bytes, at);
}

function endOfTime(bytes: Buffer, at: number): number {
	const end = bytes[at] === QUOTE ? endOfUsualTime(bytes, at + 1) : -1;
	return end !== -1 && bytes[end] === QUOTE ? end + 1 : -1;
}

function endOfStatus(bytes: Buffer, at: number): number {
	for (const text of STATUS_TEXTS) {
		if (bytes[at + 1] === text[1]) return endOfWord(bytes, at, text);
	}
	return -1;
}

function endOfArgs(bytes: Buffer, at: number): number {
	return bytes[at] === OPEN_OBJECT ? endOfObject(bytes, at, 1) : -1;
}

/** A name with its colon. The last one of `names` is its hash. */
function endOfName(bytes: Buffer, start: number, since: number): number {
	// JavaScript moves names that are numbers to the front.
	if (bytes[start] !== QUOTE || isDigit(bytes[start + 1]!)) return -1;
	let hash = HASH_START;
	let at = start + 1;
	for (; (KINDS[bytes[at]!]! & IN_NAME) !== 0; at++) hash = hashWith(hash, bytes[at]!);
	if (bytes[at] !== QUOTE || named - since >= NAMES_MAX) return -1;
	for (let index = since; index < named; index++) if (names[index] === hash) return -1;
	names[named++] = hash;
	return endOfSeparator(bytes, at + 1, COLON);
}

function endOfObject(bytes: Buffer, start: number, depth: number): number {
	if (bytes[start + 1] === CLOSE_OBJECT) return start + 2;
	if (depth > DEPTH_MAX) return -1;
	const since = named;
	for (let at = start + 1; ; at = endOfSeparator(bytes, at, COMMA)) {
		const value = endOfName(bytes, at, since);
		if (value === -1) return -1;
		at = endOfValue(bytes, value, depth);
		if (bytes[at] === COMMA) continue;
		named = since;
		return bytes[at] === CLOSE_OBJECT ? at + 1 : -1;
	}
}

function endOfList(bytes: Buffer, start: number, depth: number): number {
	if (bytes[start + 1] === CLOSE_LIST) return start + 2;
	if (depth > DEPTH_MAX) return -1;
	for (let at = start + 1; ; at = endOfSeparator(bytes, at, COMMA)) {
		at = endOfValue(bytes, at, depth);
		if (bytes[at] !== COMMA) return bytes[at] === CLOSE_LIST ? at + 1 : -1;
	}
}

function endOfValue(bytes: Buffer, at: number, depth: number): number {
	switch (bytes[at]) {
		case QUOTE:
			return endOfText(bytes, at);
		case OPEN_OBJECT:
			return endOfObject(bytes, at, depth + 1);
		case OPEN_LIST:
			return endOfList(bytes, at, depth + 1);
		case TRUE[0]:
			return endOfWord(bytes, at, TRUE);
		case FALSE[0]:
			return endOfWord(bytes, at, FALSE);
		case NULL[0]:
			return endOfWord(bytes, at, NULL);
		default:
			return endOfNumber(bytes, at);
	}
}

function endOfWholeNumber(bytes: Buffer, start: number): number {
	let end = start;
	while (isDigit(bytes[end]!)) end++;
	const digits = end - start;
	const isWritten = bytes[start] === ZERO ? digits === 1 : digits > 0 && digits <= DIGITS_MAX;
	return isWritten ? end : -1;
}

function endOfNumber(bytes: Buffer, start: number): number {
	let end = endOfWholeNumber(bytes, start);
	if (end !== -1 && (KINDS[bytes[end]!]! & IN_NUMBER) === 0) return end;
	end = start;
	while ((KINDS[bytes[end]!]! & IN_NUMBER) !== 0) end++;
	const text = bytes.toString('latin1', start, end);
	const value = Number(text);
	// An integer that a double can't hold is given as text, also where JavaScript writes the same digits.
	const isHeld = OF_FRACTION.test(text) || Number.isSafeInteger(value);
	return isHeld && String(value) === text ? end : -1;
}
