/**
 * A terminal obeys what it is sent: escape sequences move the cursor, rewrite the title and fill the clipboard. Here
 * each character of a log that is not seen, or that changes what is seen, becomes an escape that is read instead.
 */
import { HIDDEN_CHARACTERS } from '@tool-audit/core/format';

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCodePoint(character: string): string {
	const hex = (character.codePointAt(0) ?? 0).toString(16);
	return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** One line of text that a terminal shows and cannot obey. */
export function visible(text: string): string {
	return text.replace(
		HIDDEN_CHARACTERS,
		(character) => SHORT[character] ?? escapeCodePoint(character),
	);
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
	return line.replace(HIDDEN_CHARACTERS, (character) =>
		// Without the `u` flag a dot is one UTF-16 unit, which is what JSON's escapes stand for.
		character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
	);
}
