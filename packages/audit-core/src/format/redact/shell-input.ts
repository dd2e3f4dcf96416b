/**
 * Secrets that a shell feeds a command with: `echo … | docker login --password-stdin`, `kinit bob <<< …`, the lines
 * of a here-document, `--password-file <(echo …)`.
 */
import type { FoundSecret } from './found.ts';
import type { NameRule } from './names.ts';
import { shellWords, type Word } from './shell-words.ts';
import { isPlaceholder } from './values.ts';

/** Signs of a shell, and options by which a command reads a secret from its standard input. */
export const SHELL_INPUT_LITERALS: readonly string[] = [
	...['<<<', '<(echo ', '<(printf ', 'chpasswd', 'sudo -s'],
	...['--password-stdin', '--with-token', '--passphrase-fd', '--stdin', '--token-stdin'],
	...['-passin stdin', '-pass stdin', '| passwd', '| kinit', '| keepassxc-cli'],
	...['| cryptsetup', '| smbpasswd', '| bw unlock', '| op signin'],
];

/** From what is printed to the command that reads it, and behind it. */
export const FED_CHARS_MAX = 4_096;
const DOCUMENT_CHARS_MAX = 8_192;
/** What prints its words, up to the first that is no option and no format. */
const PRINTER = /(?:echo|printf|yes)[ \t]+(?:-\w+[ \t]+|["']%s(?:\\n)?["'][ \t]+)*/g;
/** Commands that are given a secret by `<<<`. */
const READER =
	/\b(?:secret|env|kinit|login|passw\w*|vault|cryptsetup|fscrypt|signin|unlock|keepassxc-cli|smbpasswd|createuser|pass insert|read -s)\b/i;
/** Before the name of a file with a secret. */
const FILE_OPTION =
	/--?[\w-]*(?:pass(?:word|phrase|wd)?|secret|token|key|credentials?)(?:-file)?[ \t=]+$|sshpass -f[ \t]*$|-stdin[ \t]+<[ \t]*$/i;
const HERE_DOCUMENT = /(?<!<)<<(?!<)-?[ \t]?["'\\]?(\w{1,40})["']?/;

export function findInShellInput(
	text: string,
	{ start, end }: { start: number; end: number },
	nameRule: NameRule,
): FoundSecret[] {
	// A line of `<`, not the sign of a shell.
	if (text[start - 1] === '<') return [];
	// Another command, or another option, that begins like this one.
	if (/\w[\w-]/.test(text.slice(end - 1, end + 1))) return [];
	// `user:password`, one on each line.
	const isPairs = text.startsWith('chpasswd', start);
	return fedWords(text, { start, end }, isPairs).flatMap((word) => {
		const from = isPairs ? word.text.indexOf(':') + 1 : 0;
		const value = word.text.slice(from);
		if (value === '' || isPlaceholder(value, nameRule)) return [];
		const to = word.isCut ? Infinity : word.at.at(-2)! + 1;
		return [{ rule: 'password', from: word.at[from]!, to }];
	});
}

function fedWords(
	text: string,
	{ start, end }: { start: number; end: number },
	isPairs: boolean,
): Word[] {
	const before = text
		.slice(Math.max(0, start - FED_CHARS_MAX), start)
		.split('\n')
		.at(-1)!;
	const after = text.slice(end, end + FED_CHARS_MAX).split('\n')[0]!;
	if (text.startsWith('<(', start)) {
		const words = FILE_OPTION.test(before) ? shellWords(text, end) : [];
		return words
			.filter((word) => !/^-|^%s/.test(word.text))
			.slice(0, 1)
			.map(withoutBracket);
	}
	if (text.startsWith('<<<', start)) return READER.test(before) ? shellWords(text, end, 1) : [];
	// Of many programs, and seldom for a secret.
	if (text.startsWith('--stdin', start) && !READER.test(before)) return [];
	const command = after.split(/&&|\|\||;/)[0]!;
	const here = command.indexOf('<<<');
	const document = here === -1 ? HERE_DOCUMENT.exec(before + command) : null;
	return [
		...pipedWords(text, start, before),
		...(here === -1 ? [] : shellWords(text, end + here + '<<<'.length, 1)),
		...(document ? linesOf(text, end + after.length + 1, isPairs ? document[1]! : null) : []),
	];
}

/** `<(echo …)` */
function withoutBracket(word: Word): Word {
	const { text, at } = word;
	return text.endsWith(')') ? { text: text.slice(0, -1), at: at.slice(0, -1) } : word;
}

/** What the last printer before the last `|` prints. */
function pipedWords(text: string, start: number, before: string): Word[] {
	const pipe = text[start] === '|' ? before.length : before.lastIndexOf('|');
	const printer = pipe === -1 ? undefined : [...before.slice(0, pipe).matchAll(PRINTER)].at(-1);
	if (!printer) return [];
	const lineStart = start - before.length;
	const at = lineStart + printer.index + printer[0].length;
	return shellWords(text.slice(0, lineStart + pipe), at, 1);
}

/** The lines of a here-document up to its delimiter; without one, the first line alone. */
function linesOf(text: string, start: number, delimiter: string | null): Word[] {
	const words: Word[] = [];
	let at = start;
	for (const line of text.slice(start, start + DOCUMENT_CHARS_MAX).split('\n')) {
		const value = line.trim();
		if (value === delimiter) break;
		const from = at + line.indexOf(value);
		const places = Array.from({ length: value.length + 1 }, (_, index) => from + index);
		const isCut = at + line.length === start + DOCUMENT_CHARS_MAX;
		if (value !== '') words.push({ text: value, at: places, ...(isCut && { isCut }) });
		if (delimiter === null) break;
		at += line.length + 1;
	}
	return words;
}
