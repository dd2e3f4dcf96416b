/**
 * Secrets in the arguments of commands: `curl -u user:…`, `mysql -p…`, `echo … | docker login --password-stdin`. In a
 * text, in a list of arguments within a text, and in arguments that are a list themselves.
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
		return [...subcommands.map((word) => `${command} ${word}`), `"${command}"`, `'${command}'`];
	}
	return command.length < NAME_CHARS_MIN ? [] : [command];
});

/** Options by which a command reads a secret from its standard input. */
export const STDIN_LITERALS: readonly string[] = [
	...[
		'<<<',
		'<(echo ',
		'<(printf ',
		'--password-stdin',
		'--with-token',
		'chpasswd',
		'sudo -s',
		'--passphrase-fd',
		'--stdin',
	],
	...['--token-stdin', '-passin stdin', '-pass stdin', '| passwd', '| kinit', '| keepassxc-cli'],
	...['| cryptsetup', '| smbpasswd', '| bw unlock', '| op signin'],
];

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
	for (const [index, word] of words.entries()) {
		if (options.includes(word)) add(index + 1, 0);
		const assigned = options.find(
			(option) => option.startsWith('--') && word.startsWith(`${option}=`),
		);
		if (assigned) add(index, assigned.length + 1);
		const short = glued.find((option) => word.startsWith(option) && word.length > option.length);
		if (short && !options.includes(word) && !word.startsWith('--')) add(index, short.length);
	}
	for (const index of positions?.(words, nameRule) ?? []) {
		if (!words[index]?.startsWith('-')) add(index, 0);
	}
	return found;
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
		const { at } = words[word]!;
		return { rule, from: at[from]!, to: at[to - 1]! + 1 };
	});
}

/** Characters of words that are read in about a microsecond. */
const WORD_CHARS_A_STEP = 50;
const LINE_CHARS_MAX = 600;
const FED = /(?:echo|printf|yes)[ \t]+((?:-\w+[ \t]+|["']%s(?:\\n)?["'][ \t]+)*)/g;

/** What is piped into a command that reads its secret from standard input, or given by `<<<`. */
export function findInPipe(
	text: string,
	{ start, end }: { start: number; end: number },
	nameRule: NameRule,
): FoundSecret[] {
	// A line of `<`, not the sign of a shell.
	if (text[start - 1] === '<') return [];
	// Another command, or another option, that begins like this one.
	if (/\w[\w-]/.test(text.slice(end - 1, end + 1))) return [];
	const line = text
		.slice(Math.max(0, start - LINE_CHARS_MAX), start)
		.split('\n')
		.at(-1)!;
	const lineStart = start - line.length;
	const isPairs = text.startsWith('chpasswd', start);
	const found: FoundSecret[] = [];
	const add = (word: Word | undefined) => {
		if (!word) return;
		const from = isPairs ? word.text.indexOf(':') + 1 : 0;
		const value = word.text.slice(from);
		if (value === '' || isPlaceholder(value, nameRule)) return;
		found.push({ rule: 'password', from: word.at[from]!, to: word.at.at(-2)! + 1 });
	};
	if (text.startsWith('<(', start)) {
		const close = text.indexOf(')', end);
		const isFed = NAMED_FILE.test(line) && close > end && close < end + LINE_CHARS_MAX;
		if (isFed) add(shellWords(text.slice(0, close), end).find((word) => !/^-|%s/.test(word.text)));
		return found;
	}
	const pipe = text[start] === '|' ? line.length : line.lastIndexOf('|');
	const fed = pipe === -1 ? [] : [...line.slice(0, pipe).matchAll(FED)];
	for (const { 0: head, index } of fed.slice(-1)) {
		add(shellWords(text.slice(0, lineStart + pipe), lineStart + index + head.length, 1)[0]);
	}
	const rest = text.slice(end, end + LINE_CHARS_MAX).split('\n')[0]!;
	const document = HERE_DOCUMENT.exec(rest);
	if (document) {
		const lines = linesOf(text, end + rest.length + 1, document[1]!);
		for (const word of isPairs ? lines : lines.slice(0, 1)) add(word);
		return found;
	}
	const isHere = text.startsWith('<<<', start);
	if (
		isHere &&
		!/\b(?:secret|env|kinit|login|passw\w*|vault|cryptsetup|fscrypt|signin|unlock|keepassxc-cli|smbpasswd|createuser|pass insert|read -s)\b/i.test(
			line,
		)
	)
		return found;
	const here = isHere ? 0 : rest.indexOf('<<<') + '<<<'.length;
	if (isHere || here > 2) add(shellWords(text, end + here, 1)[0]);
	return found;
}

/** What reads the secret from a file: `--password-file <(echo …)`. */
const NAMED_FILE =
	/(?:pass(?:word|phrase|wd)?|secret|token|key|credentials?)[-_=]?(?:file)?[ \t=]*$/i;
/** What a shell feeds a command with from the lines below it. */
const HERE_DOCUMENT = /(?<!<)<<(?!<)-?[ \t]?["']?(\w{1,40})["']?/;
const DOCUMENT_CHARS_MAX = 2_000;

/** The first lines of a here-document. */
function linesOf(text: string, start: number, delimiter: string): Word[] {
	const lines = text.slice(start, start + DOCUMENT_CHARS_MAX).split('\n');
	const words: Word[] = [];
	let at = start;
	for (const line of lines) {
		const value = line.trim();
		if (value === '' || value === delimiter) break;
		const from = at + line.indexOf(value);
		words.push({
			text: value,
			at: Array.from({ length: value.length + 1 }, (_, index) => from + index),
		});
		at += line.length + 1;
	}
	return words;
}

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
