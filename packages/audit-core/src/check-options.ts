/**
 * Checks the options by which a log is opened. A wrong one would show much later, by what is missing in the log: a
 * misspelt `onFailure` fails open. Names that are like none of the options are left alone, because programs pass on what
 * they have: `{ ...settings }`. Without a library, because a hook opens a recorder for each call.
 */
import { isRegExp } from 'node:util/types';
import { AuditError, quote } from './errors.ts';

/** What is wrong with the value of an option, as a clause; `null` when nothing is. */
type Check = (value: unknown, name: string) => string | null;
type Checks = Readonly<Record<string, Check>>;

/** The option has to be `what`. */
function must(what: string, holds: (value: unknown) => boolean): Check {
	return (value, name) => (holds(value) ? null : `${name} is ${brief(value)}, and must be ${what}`);
}

const isWhole = (value: unknown, min: number) =>
	Number.isSafeInteger(value) && Number(value) >= min;
const isMember = (value: unknown, words: readonly unknown[]) => words.includes(value);

const folder = must('the path of a folder', (value) => typeof value === 'string' && value !== '');
const text = must('a text', (value) => typeof value === 'string');
const isText = (value: unknown) => typeof value === 'string';
const listOf = (items: string, isItem: (value: unknown) => boolean) =>
	must(`a list of ${items}`, (value) => Array.isArray(value) && value.every(isItem));
const texts = listOf('texts', isText);
const patterns = listOf('objects with name and pattern', (value) => {
	if (!isObject(value) || !isText(value['name'])) return false;
	return isText(value['pattern']) || isRegExp(value['pattern']);
});
const callback = must('a function', (value) => typeof value === 'function');
const wholeFrom = (min: number) =>
	must(`a whole number from ${min} on`, (value) => isWhole(value, min));
const milliseconds = must(
	'a number of milliseconds',
	(value) => typeof value === 'number' && value >= 0,
);
const oneOf = (...words: string[]) =>
	must(words.map(quote).join(' or '), (value) => isMember(value, words));

/** Each member may be missing. */
const objectOf =
	(members: Checks): Check =>
	(value, name) =>
		isObject(value)
			? troubleIn(value, members, `${name}.`)
			: `${name} is ${brief(value)}, and must be an object`;

const limits: Check = (value, name) =>
	objectOf({ depth: wholeFrom(1), items: wholeFrom(1), bytes: wholeFrom(1) })(value, name) ??
	missing(value as Readonly<Record<string, unknown>>, ['depth', 'items', 'bytes'], `${name}.`);

const redaction = objectOf({
	...{ names: texts, patterns, allow: texts },
	key: must('bytes', (value) => ArrayBuffer.isView(value)),
});

const program = must('a path or a URL', (value) => {
	return isObject(value)
		? typeof value['href'] === 'string'
		: typeof value === 'string' && value !== '';
});

const SYNC_RECORDER: Checks = {
	home: folder,
	data: folder,
	timeZone: text,
	limits,
	redact: (value, name) => (value === false ? null : redaction(value, name)),
	log: callback,
	now: callback,
};
const RECORDER: Checks = {
	...SYNC_RECORDER,
	durability: oneOf('os', 'group', 'sync'),
	onFailure: oneOf('open', 'closed'),
	onError: callback,
	queueBytes: wholeFrom(0),
	openFilesMax: wholeFrom(1),
	timings: objectOf({
		...{ groupWaitMs: milliseconds, stallMs: milliseconds, fileIdleMs: milliseconds },
		...{ retryFirstMs: milliseconds, retryMaxMs: milliseconds, closeWaitMs: milliseconds },
		...{ tornAfterMs: milliseconds, tornWaitMaxMs: milliseconds, landWaitMaxMs: milliseconds },
	}),
};

const OF_FILES = ['home', 'data', 'openFilesMax', 'timings'];
const MEMORY_LOG: Checks = Object.fromEntries(
	Object.entries(RECORDER).filter(([name]) => !OF_FILES.includes(name)),
);

/** The functions that open a log, with their options. */
const OPTIONS: Record<
	'openAuditLog' | 'openRecorder' | 'openSyncRecorder' | 'openMemoryLog',
	Checks
> = {
	openAuditLog: { ...RECORDER, scanWorker: program },
	openRecorder: RECORDER,
	openSyncRecorder: SYNC_RECORDER,
	openMemoryLog: MEMORY_LOG,
};

/**
 * @throws AuditError `bad-option` for a value that an option can't have, a missing home, and a misspelt name
 */
export function checkOptions(opener: keyof typeof OPTIONS, options: unknown): void {
	const checks = OPTIONS[opener];
	const required = 'home' in checks ? ['home'] : [];
	const trouble = isObject(options)
		? (troubleIn(options, checks) ?? missing(options, required))
		: 'its options are missing';
	if (trouble !== null) throw new AuditError('bad-option', `${opener}: ${trouble}.`);
}

function missing(
	options: Readonly<Record<string, unknown>>,
	names: readonly string[],
	prefix = '',
): string | null {
	const name = names.find((name) => options[name] === undefined);
	return name === undefined ? null : `${prefix}${name} is missing`;
}

function troubleIn(
	options: Readonly<Record<string, unknown>>,
	checks: Checks,
	prefix = '',
): string | null {
	for (const name of Object.keys(options)) {
		const value = options[name];
		if (value === undefined) continue;
		const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
		const trouble = check ? check(value, prefix + name) : misspelt(name, options, checks, prefix);
		if (trouble !== null) return trouble;
	}
	return null;
}

function misspelt(
	name: string,
	options: Readonly<Record<string, unknown>>,
	checks: Checks,
	prefix: string,
): string | null {
	const meant = Object.keys(checks).find(
		(known) => options[known] === undefined && isLike(name, known),
	);
	return meant === undefined
		? null
		: `${quote(prefix + name)} is not an option; ${quote(prefix + meant)} is`;
}

/** In so short a name, another letter makes another word. */
const MISSPELT_CHARS_MIN = 4;

/** Whether a name is another one in another style, or with a letter more, less, exchanged or in another place. */
function isLike(name: string, known: string): boolean {
	const [one, other] = [foldStyle(name), foldStyle(known)];
	if (one === other) return true;
	if (known.length < MISSPELT_CHARS_MIN) return false;
	const lengthMax = Math.min(one.length, other.length);
	let start = 0;
	while (start < lengthMax && one[start] === other[start]) start++;
	let end = 0;
	while (end < lengthMax - start && one.at(-1 - end) === other.at(-1 - end)) end++;
	const left = one.slice(start, one.length - end);
	const right = other.slice(start, other.length - end);
	const isSwap = left.length === 2 && left === [...right].reverse().join('');
	return isSwap || Math.max(left.length, right.length) <= 1;
}

function foldStyle(name: string): string {
	return name.replace(/[^a-z]/gi, '').toLowerCase();
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function brief(value: unknown): string {
	if (typeof value === 'string') return quote(value);
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'function') return 'a function';
	return isObject(value) ? 'an object' : String(value);
}
