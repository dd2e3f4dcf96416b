/**
 * Secrets in the arguments of commands: `curl -u user:…`, `mysql -p…`. In a text, in a list of arguments within a text, and in arguments that are a list themselves.
 */

import { COMMAND_RULES, type CommandRule, type SecretPart } from './command-list.ts';
import type { FoundSecret } from './found.ts';
import type { NameRule } from './names.ts';
import type { SearchBudget } from './search-budget.ts';
import { listedWords, shellWords, type Word } from './shell-words.ts';
import { isPlaceholder } from './values.ts';

const RULES = new Map<string, CommandRule[]>();
for (const rule of COMMAND_RULES) {
	for (const command of rule.commands) RULES.set(command, [...(RULES.get(command) ?? []), rule]);
}

/** Commands with shorter names are only recognized with the word after them. */
const NAME_CHARS_MIN = 4;
const SUBCOMMANDS: Readonly<Record<string, readonly string[]>> = {
	az: ['login', 'keyvault'],
	bw: ['login', 'unlock'],
	aws: ['configure', 'ssm', 'secretsmanager'],
	cf: ['login', 'auth'],
	oc: ['login'],
	gh: ['secret'],
	gem: ['push'],
	mc: ['alias'],
	net: ['use', 'user', 'ads', 'rpc'],
	npm: ['config', 'set'],
	git: ['config'],
	pip: ['config'],
	ab: ['-'],
	bcp: ['-', ''],
	xh: ['-'],
	nxc: ['smb', 'winrm', 'ssh', 'ldap', 'mssql', 'rdp'],
	rar: ['a', 'x', 'e'],
	zip: ['-'],
	'7z': ['a', 'x', 'e', 't', 'l', '-'],
	'7za': ['a', 'x', 'e', 't', 'l', '-'],
	'7zz': ['a', 'x', 'e', 't', 'l', '-'],
	'7zr': ['a', 'x', 'e', 't', 'l', '-'],
};
/** Names that are also ordinary words are only recognized before an option. */
const ORDINARY_WORDS = new Set([
	'http',
	'https',
	'security',
	'mongo',
	'vault',
	'cargo',
	'poetry',
	'bundle',
	'helm',
	'crane',
	'influx',
	'hydra',
]);

/** What a text with such a command contains. */
export const COMMAND_LITERALS: readonly string[] = [...RULES.keys()].flatMap((command) => {
	const subcommands = SUBCOMMANDS[command];
	if (subcommands) {
		const inLists = ['"', "'", '.exe'].map((end) => command + end);
		return [...subcommands.map((word) => `${command} ${word}`), ...inLists];
	}
	return command.length < NAME_CHARS_MIN ? [] : [command];
});

export interface WordPart {
	word: number;
	/** Start and end (exclusive) of the secret in the word. */
	from: number;
	to: number;
	rule: string;
}

/** The secrets in the words after a command. */
export function secretsOfCommand(
	command: string,
	words: readonly string[],
	nameRule: NameRule,
): WordPart[] {
	return (RULES.get(command) ?? []).flatMap((rule) => {
		if (rule.needs && !rule.needs.some((word) => words.includes(word))) return [];
		return partsOf(rule, words, nameRule);
	});
}

function partsOf(spec: CommandRule, words: readonly string[], nameRule: NameRule): WordPart[] {
	const { options = [], glued = [], positions, part = 'all', rule = 'password' } = spec;
	const { switches = '' } = spec;
	const found: WordPart[] = [];
	const add = (word: number, start: number) => {
		const text = words[word];
		if (text === undefined) return;
		const range = rangeOf(text, start, part);
		if (!range) return;
		const value = text.slice(range.from, range.to);
		const isNext = start === 0 && /^--?[a-z]/i.test(text) && part === 'all';
		if (isNext || isPlaceholder(value, nameRule)) return;
		found.push({ word, ...range, rule });
	};
	for (const [index, written] of words.entries()) {
		const word = withoutSwitches(written, switches);
		const shift = written.length - word.length;
		if (options.includes(word)) add(index + 1, 0);
		const assigned = options.find(
			(option) => option.startsWith('--') && word.startsWith(`${option}=`),
		);
		if (assigned) add(index, assigned.length + 1);
		const short = glued.find((option) => word.startsWith(option) && word.length > option.length);
		if (short && !options.includes(word) && !word.startsWith('--'))
			add(index, short.length + shift);
	}
	for (const index of positions?.(words, nameRule) ?? []) {
		if (!words[index]?.startsWith('-')) add(index, 0);
	}
	return found;
}

/** `-sSu` → `-u`. */
function withoutSwitches(word: string, switches: string): string {
	if (switches === '' || !/^-[^-]./.test(word)) return word;
	let at = 1;
	while (at < word.length - 1 && switches.includes(word[at]!)) at++;
	return `-${word.slice(at)}`;
}

function rangeOf(
	text: string,
	start: number,
	part: SecretPart,
): { from: number; to: number } | null {
	const to = text.length;
	if (part === 'all') return start < to ? { from: start, to } : null;
	if (part === '/@') {
		const at = text.lastIndexOf('@');
		const range = { from: text.indexOf('/') + 1, to: at === -1 ? to : at };
		return range.from < range.to ? range : null;
	}
	const at = text.indexOf(part, start);
	if (at === -1 || text.startsWith('//', at + 1)) return null;
	if (part === 'pass:')
		return at === start && at + part.length < to ? { from: at + part.length, to } : null;
	const from = at + part.length;
	// A key as the user name, with no password: `-u sk_…:`.
	if (from === to) return at - start >= KEY_AS_USER_CHARS_MIN ? { from: start, to: at } : null;
	return { from, to };
}
const KEY_AS_USER_CHARS_MIN = 12;

/** The secrets of the command that begins at `start` in a text and ends at `end`. */
export function findInCommand(
	text: string,
	hit: { start: number; end: number },
	nameRule: NameRule,
	budget: SearchBudget,
): FoundSecret[] {
	const start = hit.start + (/["']/.test(text[hit.start]!) ? 1 : 0);
	const { end } = hit;
	const before = text[start - 1] ?? ' ';
	const name = /^[\w-]+/.exec(text.slice(start, end))![0];
	const nameEnd = start + name.length;
	const after = text[nameEnd] ?? ' ';
	if (!/[\s"'`/\\;|&(=$]/.test(before)) return [];
	if (/["']/.test(after)) {
		return toFound(name, listedWords(text, nameEnd + 1), nameRule, budget);
	}
	if (!/[\s.]/.test(after)) return [];
	const words = shellWords(text, nameEnd + (text.startsWith('.exe', nameEnd) ? 4 : 0));
	if (
		ORDINARY_WORDS.has(name.toLowerCase()) &&
		!words.some((word) => /^-|^login$|^config$/.test(word.text))
	)
		return [];
	return toFound(name, words, nameRule, budget);
}

function toFound(
	name: string,
	words: readonly Word[],
	nameRule: NameRule,
	budget: SearchBudget,
): FoundSecret[] {
	for (const { text } of words) budget.steps -= 1 + text.length / WORD_CHARS_A_STEP;
	const parts = secretsOfCommand(
		name.toLowerCase(),
		words.map((word) => word.text),
		nameRule,
	);
	return parts.map(({ word, from, to, rule }) => {
		const { text, at, isCut } = words[word]!;
		return { rule, from: at[from]!, to: isCut && to === text.length ? Infinity : at[to - 1]! + 1 };
	});
}

/** Characters of words that are read in about a microsecond. */
const WORD_CHARS_A_STEP = 50;

/** The secrets in a list of arguments that begins with a command, perhaps behind `sudo` and the like. */
export function findInArguments(items: readonly unknown[], nameRule: NameRule): WordPart[] {
	const found: WordPart[] = [];
	for (const [index, item] of items.slice(0, ARGUMENTS_MAX).entries()) {
		if (typeof item !== 'string') continue;
		const folderEnd = Math.max(item.lastIndexOf('/'), item.lastIndexOf('\\')) + 1;
		const command = item
			.slice(folderEnd)
			.replace(/\.exe$/i, '')
			.toLowerCase();
		if (!RULES.has(command)) continue;
		const words = items.slice(index + 1, index + 1 + WORDS_MAX);
		const texts = words.map((word) => (typeof word === 'string' ? word : ''));
		for (const part of secretsOfCommand(command, texts, nameRule)) {
			found.push({ ...part, word: part.word + index + 1 });
		}
	}
	return found;
}
/** Of a list: where a command may stand, and its words. */
const ARGUMENTS_MAX = 64;
const WORDS_MAX = 512;
