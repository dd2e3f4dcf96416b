/**
 * Text from a log, cut into what can be shown as it is and what has to be made visible: characters that hide,
 * that turn the reading direction, that move a terminal's cursor, or that pass for another letter.
 */
export interface TextPart {
	kind: 'plain' | 'hidden' | 'newline' | 'lookalike';
	/** What to show. */
	text: string;
	/** What it is, in words. */
	title?: string;
}

const NAMES: Record<number, string> = {
	0x00: 'null character',
	0x07: 'bell',
	0x08: 'backspace',
	0x0d: 'carriage return',
	0x1b: 'escape',
	0x7f: 'delete',
	0x85: 'next line',
	0xa0: 'no-break space',
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

/* eslint-disable no-control-regex, no-misleading-character-class -- such characters are what is looked for */
/** Joiners and selectors belong to emoji: beside a pictograph they are part of what is seen. */
const EMOJI =
	/[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}]\ufe0f?\u20e3?(?:\u200d\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\ufe0f?)*/u;
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/;
const CONTROL = /[\u0000-\u001f]/g;
const HIDDEN =
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd]|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Surrogate}/u;
const SPECIAL = new RegExp(
	`(?<emoji>${EMOJI.source})|(?<ansi>${ANSI.source})|(?<newline>\\r?\\n)|(?<hidden>${HIDDEN.source})`,
	'gu',
);
/** Most texts hold nothing of the kind: they are asked this first. */
const MAY_BE_SPECIAL =
	/[^\t\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0600\u3040-\u30ff\u4e00-\u9fff]/;
/* eslint-enable no-control-regex, no-misleading-character-class */

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
		// Some end in a control character of their own.
		const shown = `ESC${text.slice(1).replace(CONTROL, '␇')}`;
		return {
			kind: 'hidden',
			text: shown,
			title: 'A terminal escape: colours, or moves of the cursor',
		};
	}
	const code = text.codePointAt(0)!;
	const name = codeName(code);
	return { kind: 'hidden', text: name, title: NAMES[code] ? `${name}, ${NAMES[code]}` : name };
}

export function hasAnsi(text: string): boolean {
	return ANSI.test(text);
}

/** The text that a terminal would have shown, without its colours. */
export function stripAnsi(text: string): string {
	return text.replace(new RegExp(ANSI, 'g'), '');
}

export function codeName(code: number): string {
	return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
