/**
 * Escape sequences in a log could move a terminal's cursor, rewrite its title or fill the clipboard. So every character
 * that is invisible, or that changes how others are shown, is replaced by a readable escape.
 */
import { HIDDEN_CHARACTERS } from '@tool-audit/core/format';

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCodePoint(character: string): string {
	const hex = (character.codePointAt(0) ?? 0).toString(16);
	return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** One line of text without characters that a terminal would interpret. */
export function visible(text: string): string {
	return text.replace(
		HIDDEN_CHARACTERS,
		(character) => SHORT[character] ?? escapeCodePoint(character),
	);
}

/** The same for a message of several lines that contains data. */
export function visibleLines(text: string): string {
	return text.split('\n').map(visible).join('\n');
}

/**
 * A JSON document with the same characters written as `\uXXXX`: it parses to the same value, and is harmless to a
 * terminal.
 */
export function visibleJson(json: string): string {
	return json.split('\n').map(escapeUnits).join('\n');
}

function escapeUnits(line: string): string {
	return line.replace(HIDDEN_CHARACTERS, (character) =>
		// Without the `u` flag the pattern matches one UTF-16 unit, which is what a JSON escape stands for.
		character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
	);
}
