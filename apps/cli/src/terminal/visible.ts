/**
 * Text from a log was chosen by an agent, or by whoever fed the agent, and a terminal obeys what it is sent:
 * escape sequences move the cursor, rewrite the title and fill the clipboard; bidi controls reorder a line;
 * invisible characters make two different names look alike. Here each of them becomes an escape that is read
 * instead of obeyed.
 *
 * What is shown as an escape: every code point of Unicode's category C (C0 and C1 controls, format characters,
 * lone surrogates, private use, unassigned), line and paragraph separators, whatever Unicode calls ignorable by
 * default (fillers, joiners, variation selectors), and every mark past the fourth on one letter.
 */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=\p{M}{4})\p{M}/gu;

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCodePoint(character: string): string {
	const hex = (character.codePointAt(0) ?? 0).toString(16);
	return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** One line of text that a terminal shows and cannot obey. */
export function visible(text: string): string {
	return text.replace(UNSAFE, (character) => SHORT[character] ?? escapeCodePoint(character));
}

/** The same for text of several lines that is ours, with bits of data in it. */
export function visibleLines(text: string): string {
	return text.split('\n').map(visible).join('\n');
}

/**
 * A JSON document with the same characters written as `\uXXXX`: the same document to whoever parses it,
 * harmless to a terminal.
 */
export function visibleJson(json: string): string {
	return json.split('\n').map(escapeUnits).join('\n');
}

function escapeUnits(line: string): string {
	return line.replace(UNSAFE, (character) =>
		// Without the `u` flag a dot is one UTF-16 unit, which is what JSON's escapes stand for.
		character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
	);
}
