/** Words of a shell command, or of a list of arguments in code, with the place of each character. */
export interface Word {
	text: string;
	/** Offset in the text of each character, and of the end. */
	at: number[];
	/** It may go on: it was read up to a bound. */
	isCut?: true;
}

const WORDS_MAX = 64;
const CHARS_MAX = 4_096;
/** Also where output is sent to a file; a number before it is the file's descriptor. */
const COMMAND_END = /[\n;|&>]/;

/** The first words from `start` to the end of the simple command. A backslash before a line break continues it. */
export function shellWords(text: string, start: number, wordsMax = WORDS_MAX): Word[] {
	const words: Word[] = [];
	const end = Math.min(text.length, start + CHARS_MAX);
	let at = start;
	let word: Word | null = null;
	const add = (char: string) => {
		word ??= { text: '', at: [] };
		word.text += char;
		word.at.push(at);
	};
	const finish = () => {
		if (!word) return;
		word.at.push(at);
		words.push(word);
		word = null;
	};
	for (; at < end && words.length < wordsMax; at++) {
		const char = text[at]!;
		if (char === '\\' && at + 1 < end) {
			const next = text[++at]!;
			if (next !== '\n') add(next);
		} else if (char === "'" || char === '"') {
			word ??= { text: '', at: [] };
			for (at++; at < end && text[at] !== char; at++) {
				if (char === '"' && text[at] === '\\' && at + 1 < end) at++;
				add(text[at]!);
			}
		} else if (char === ' ' || char === '\t') finish();
		else if (COMMAND_END.test(char)) {
			if (char === '>' && /^\d$/.test(word?.text ?? '')) word = null;
			break;
		} else add(char);
	}
	if (word && end < text.length && at >= end) Object.assign(word, { isCut: true });
	finish();
	return words;
}

/** Also `"command": "mysql", "args": ["-p…"]`. */
const LIST_WORD =
	/[\s,([\]]{0,40}(?:["']?(?:args|argv|arguments|params)["']?\s{0,4}:\s{0,4}\[\s{0,40})?(?:"((?:[^"\\]|\\.){0,4096})"|'((?:[^'\\]|\\.){0,4096})')/dy;

/** The quoted items that follow each other in a list or a call: `('mysql', ['-p…', 'shop'])`. */
export function listedWords(text: string, start: number): Word[] {
	const words: Word[] = [];
	LIST_WORD.lastIndex = start;
	let end = start;
	while (words.length < WORDS_MAX && end - start < CHARS_MAX) {
		const found = LIST_WORD.exec(text);
		const range = found?.indices?.[1] ?? found?.indices?.[2];
		if (!range) break;
		const [from, to] = range;
		words.push({
			text: text.slice(from, to),
			at: Array.from({ length: to - from + 1 }, (_, index) => from + index),
		});
		end = LIST_WORD.lastIndex;
	}
	return words;
}
