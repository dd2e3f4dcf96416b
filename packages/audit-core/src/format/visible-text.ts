/** Splits text from a log into parts that can be shown as they are and parts that have to be made visible. */
import { codeName, HIDDEN_CHARACTERS, nameCharacter } from './hidden-characters.ts';

/** A part of a text, as it is shown. */
export interface TextPart {
	/** `lookalike` is a character that looks like another letter; only names are searched for it. */
	kind: 'plain' | 'hidden' | 'newline' | 'lookalike';
	/** What to show. */
	text: string;
	/** Description of a hidden character or lookalike. */
	title?: string;
}

/** Joiners and variation selectors next to a pictograph are part of a visible emoji. */
const SKIN = '[\\u{1f3fb}-\\u{1f3ff}]';
const PICTOGRAPH = '\\p{Extended_Pictographic}';
const EMOJI = `(?:${PICTOGRAPH}|${SKIN})\\ufe0f?\\u20e3?(?:\\u200d${PICTOGRAPH}${SKIN}?\\ufe0f?)*`;

const ESCAPE = '\u001b';
const BELL = '\u0007';
const ANSI = `${ESCAPE}(?:\\[[0-?]*[ -\\/]*[@-~]|\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?|[@-Z\\\\\\-_])`;
/** Where a text was cut, half an escape may be left. */
const CUT_ANSI = `${ESCAPE}(?:\\[[0-?]*[ -\\/]*)?(?=$|…)`;
const ANSI_SEQUENCE = /* @__PURE__ */ new RegExp(`${ANSI}|${CUT_ANSI}`, 'u');
const ANSI_SEQUENCES = /* @__PURE__ */ new RegExp(ANSI_SEQUENCE, 'gu');
const CONTROL = /\p{Cc}/gu;

/** Replacements for a byte or an object that is not text. Browsers show them, but without a meaning. */
const REPLACEMENT = '[\\ufffc\\ufffd]';
const SPECIAL = /* @__PURE__ */ new RegExp(
	`(?<emoji>${EMOJI})|(?<ansi>${ANSI})|(?<newline>\\r?\\n)|(?<hidden>(?!\\t)(?:${HIDDEN_CHARACTERS.source})|${REPLACEMENT})\\k<hidden>*`,
	'gu',
);
/** A fast test, because most texts contain nothing special: letters of the common scripts, and no marks. */
const MAY_BE_SPECIAL =
	/[^\t\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u0482\u048a-\u052f\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff]/;

/**
 * The parts of the text, in order and complete. Tabs stay as they are. A hidden character that is repeated is one part.
 *
 * @example
 * ```ts
 * visibleParts('a\u200bb'); // plain 'a', hidden 'U+200B', plain 'b'
 * visibleParts('\0'.repeat(4096)); // hidden 'U+0000…'
 * ```
 */
export function visibleParts(text: string): TextPart[] {
	if (!MAY_BE_SPECIAL.test(text)) return [{ kind: 'plain', text }];
	const parts: TextPart[] = [];
	let plainFrom = 0;
	for (const match of text.matchAll(SPECIAL)) {
		if (match.groups!.emoji) continue;
		if (match.index > plainFrom) parts.push(plain(text.slice(plainFrom, match.index)));
		parts.push(special(match[0], match.groups!));
		plainFrom = match.index + match[0].length;
	}
	if (plainFrom < text.length) parts.push(plain(text.slice(plainFrom)));
	return parts;
}

const plain = (text: string): TextPart => ({ kind: 'plain', text });

function special(text: string, groups: Record<string, string | undefined>): TextPart {
	if (groups.newline) return { kind: 'newline', text: '\n' };
	if (groups.ansi) {
		// Some sequences end in a control character.
		const shown = `ESC${text.slice(1).replace(CONTROL, '␇')}`;
		return {
			kind: 'hidden',
			text: shown,
			title: 'A terminal escape: colours, or moves of the cursor',
		};
	}
	const character = groups.hidden!;
	// Without a number: of a text that was cut it would be wrong.
	const more = text === character ? '' : '…';
	return { kind: 'hidden', text: codeName(character) + more, title: nameCharacter(character) };
}

/**
 * True for a text with a terminal escape, or half of one where it was cut.
 *
 * @example
 * ```ts
 * hasAnsi('\u001b[31mred\u001b[0m'); // true
 * ```
 */
export function hasAnsi(text: string): boolean {
	return ANSI_SEQUENCE.test(text);
}

/**
 * The text as a terminal shows it, without colours, and without half an escape where it was cut.
 *
 * @example
 * ```ts
 * stripAnsi('\u001b[31mred\u001b[0m'); // 'red'
 * ```
 */
export function stripAnsi(text: string): string {
	return text.replace(ANSI_SEQUENCES, '');
}
