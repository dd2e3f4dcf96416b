/**
 * Characters that a reader does not see, or that change how the text around them is displayed. The text of a log
 * is chosen by an agent, or by what the agent read: escape sequences move a terminal's cursor, bidi controls
 * reorder a line, and invisible characters make two different names look alike. The page and the command line show
 * each of them, in their own way; this file is the only list.
 *
 * It has every code point of Unicode's category C (C0 and C1 controls, format characters, lone surrogates, private
 * use, unassigned), line and paragraph separators, what Unicode calls ignorable by default (fillers, joiners,
 * variation selectors), and every mark past the fourth on one letter. Line breaks and tabs are included: the
 * caller decides how to show them.
 */
const HIDDEN = '[\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]|(?<=\\p{M}{4})\\p{M}';

/** Matches one hidden character at a time; for `replace` and `matchAll`. */
export const HIDDEN_CHARACTERS = /* @__PURE__ */ new RegExp(HIDDEN, 'gu');

const NAMES: Record<number, string> = {
	0x00: 'null character',
	0x07: 'bell',
	0x08: 'backspace',
	0x0d: 'carriage return',
	0x1b: 'escape',
	0x7f: 'delete',
	0x85: 'next line',
	0xad: 'soft hyphen',
	0x61c: 'Arabic letter mark',
	0x180e: 'Mongolian vowel separator',
	0x200b: 'zero width space',
	0x200c: 'zero width non-joiner',
	0x200d: 'zero width joiner',
	0x200e: 'left-to-right mark',
	0x200f: 'right-to-left mark',
	0x2028: 'line separator',
	0x2029: 'paragraph separator',
	0x202a: 'left-to-right embedding',
	0x202b: 'right-to-left embedding',
	0x202c: 'pop directional formatting',
	0x202d: 'left-to-right override',
	0x202e: 'right-to-left override',
	0x2060: 'word joiner',
	0x2066: 'left-to-right isolate',
	0x2067: 'right-to-left isolate',
	0x2068: 'first strong isolate',
	0x2069: 'pop directional isolate',
	0xfeff: 'byte order mark',
	0xfffd: 'a byte that was not text',
};

/** `U+202E` */
export function codeName(character: string): string {
	return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `U+202E, right-to-left override`; the code alone for a character without a name in the list. */
export function nameCharacter(character: string): string {
	const name = NAMES[character.codePointAt(0)!];
	return name ? `${codeName(character)}, ${name}` : codeName(character);
}
