import { codeName } from './hidden-characters.ts';
import { visibleParts, type TextPart } from './visible-text.ts';

/** Letters of other scripts that look like a Latin one in most fonts. From Unicode's confusables (UTS #39). */
const LATIN: Record<string, string> = Object.fromEntries(
	[
		['а', 'a'], ['в', 'b'], ['с', 'c'], ['ԁ', 'd'], ['е', 'e'], ['һ', 'h'], ['і', 'i'], ['ј', 'j'],
		['ӏ', 'l'], ['о', 'o'], ['р', 'p'], ['ԛ', 'q'], ['ѕ', 's'], ['у', 'y'], ['ѵ', 'v'], ['ԝ', 'w'],
		['х', 'x'], ['А', 'A'], ['В', 'B'], ['С', 'C'], ['Е', 'E'], ['Н', 'H'], ['І', 'I'], ['Ј', 'J'],
		['К', 'K'], ['М', 'M'], ['О', 'O'], ['Р', 'P'], ['Ѕ', 'S'], ['Т', 'T'], ['У', 'Y'], ['Х', 'X'],
		['α', 'a'], ['γ', 'y'], ['ι', 'i'], ['ν', 'v'], ['ο', 'o'], ['ρ', 'p'], ['υ', 'u'], ['Α', 'A'],
		['Β', 'B'], ['Ε', 'E'], ['Ζ', 'Z'], ['Η', 'H'], ['Ι', 'I'], ['Κ', 'K'], ['Μ', 'M'], ['Ν', 'N'],
		['Ο', 'O'], ['Ρ', 'P'], ['Τ', 'T'], ['Υ', 'Y'], ['Χ', 'X'], ['ı', 'i'], ['ɑ', 'a'], ['ɡ', 'g'],
		['օ', 'o'], ['ս', 'u'], ['հ', 'h'], ['ո', 'n'], ['ց', 'g'], ['․', '.'], ['‚', ','], ['⁄', '/'],
		['∕', '/'], ['‐', '-'], ['‑', '-'], ['−', '-'], ['＿', '_'], ['‗', '_'], ['∶', ':'], ['：', ':'],
	],
); // prettier-ignore

const FULL_WIDTH = /[\uff01-\uff5e]/u;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * The name of a tool, with every character marked that could make it look like another tool. A word in another
 * script is left as it is, unless all its letters look Latin. A Latin word with a letter of another script
 * is marked.
 *
 * @example
 * ```ts
 * visibleName('ре\u200bad'); // lookalikes 'р' and 'е', hidden 'U+200B', plain 'ad'
 * ```
 */
export function visibleName(name: string): TextPart[] {
	return visibleParts(name).flatMap((part) =>
		part.kind === 'plain' ? markLookalikes(part) : part,
	);
}

function markLookalikes(part: TextPart): TextPart[] {
	// Plain ASCII is the common case.
	if (/^[\t\x20-\x7e]*$/.test(part.text)) return [part];
	const suspicious = part.text.replace(WORD, (word) =>
		isSuspicious(word) ? word : ' '.repeat(word.length),
	);
	const parts: TextPart[] = [];
	let at = 0;
	for (const char of part.text) {
		const latin = suspicious.startsWith(char, at) ? latinFor(char) : undefined;
		const last = parts.at(-1);
		if (latin) parts.push({ kind: 'lookalike', text: char, title: title(char, latin) });
		else if (last?.kind === 'plain') last.text += char;
		else parts.push({ kind: 'plain', text: char });
		at += char.length;
	}
	return parts;
}

function isSuspicious(word: string): boolean {
	const chars = [...word];
	return chars.some((char) => /[a-z]/i.test(char)) || chars.every((char) => latinFor(char));
}

function latinFor(char: string): string | undefined {
	if (FULL_WIDTH.test(char)) return char.normalize('NFKC');
	return LATIN[char];
}

function title(char: string, latin: string): string {
	return `${codeName(char)}: looks like “${latin}” and is another character`;
}
