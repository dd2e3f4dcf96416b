import { describe, expect, test } from 'vitest';
import { codeName, HIDDEN_CHARACTERS } from './hidden-characters.ts';
import { visibleName } from './lookalikes.ts';
import { hasAnsi, stripAnsi, visibleParts } from './visible-text.ts';

const shown = (text: string) =>
	visibleParts(text)
		.map(({ kind, text }) => (kind === 'hidden' ? `<${text}>` : text))
		.join('');

describe('text', () => {
	test.each([
		['plain words', 'plain words'],
		['tab\tstays', 'tab\tstays'],
		['温室 reports, für ελλάδα', '温室 reports, für ελλάδα'],
		['invoice\u202efdp.exe', 'invoice<U+202E>fdp.exe'],
		['pass\u200bword', 'pass<U+200B>word'],
		['\u001b[31mred\u001b[0m', '<ESC[31m>red<ESC[0m>'],
		['\u001b]8;;http://x\u0007link\u001b]8;;\u0007', '<ESC]8;;http://x␇>link<ESC]8;;␇>'],
		['nul\u0000', 'nul<U+0000>'],
		['tags\u{e0041}', 'tags<U+E0041>'],
		['half a pair \ud83d', 'half a pair <U+D83D>'],
		['line\r\nbreak', 'line\nbreak'],
		['alone\rreturn', 'alone<U+000D>return'],
		['filled\u3164', 'filled<U+3164>'],
		['private \ue000', 'private <U+E000>'],
		['a byte \ufffd', 'a byte <U+FFFD>'],
		['o\u0301\u0301\u0301\u0301\u0301', 'o\u0301\u0301\u0301\u0301<U+0301>'],
		['שָׁ, ยิ้ม, नमस्ते', 'שָׁ, ยิ้ม, नमस्ते'],
	])('%j shows as %j', (text, expected) => {
		expect(shown(text)).toBe(expected);
	});

	test('an emoji with joiners is plain text', () => {
		expect(visibleParts('👨‍👩‍👧 ❤️ ok')).toEqual([{ kind: 'plain', text: '👨‍👩‍👧 ❤️ ok' }]);
	});

	test('a hidden character that is repeated is one part', () => {
		expect(shown(`a${'\0'.repeat(2_000)}b\u200b\u200b\u200e`)).toBe('a<U+0000…>b<U+200B…><U+200E>');
	});

	test('describes a hidden character', () => {
		expect(visibleParts('\u202e')[0]!.title).toBe('U+202E, right-to-left override');
	});

	test('no hidden character is plain text', () => {
		const hidden = new RegExp(HIDDEN_CHARACTERS, 'u');
		const plane = Array.from({ length: 0x10000 }, (_, code) => code);
		for (const code of [0, 1, 14].flatMap((number) => plane.map((at) => number * 0x10000 + at))) {
			const text = String.fromCodePoint(code);
			if (!hidden.test(text) || /[\t\p{Extended_Pictographic}]/u.test(text)) continue;
			if (visibleParts(text)[0]!.kind === 'plain') expect.fail(`${codeName(text)} is plain`);
		}
	});

	test('the parts that are not hidden are the rest of the text', () => {
		const text = 'a\u200bb\nc\u0007d';
		const kept = visibleParts(text).filter(({ kind }) => kind !== 'hidden');
		expect(kept.map((part) => part.text).join('')).toBe('ab\ncd');
	});
});

describe('the name of a tool', () => {
	const marked = (name: string) =>
		visibleName(name)
			.filter(({ kind }) => kind === 'lookalike')
			.map(({ text }) => text);

	test.each([
		['filesystem.read_file', []],
		['filеsystem.read_file', ['е']],
		['сору', ['с', 'о', 'р', 'у']],
		['файлы.читать', []],
		['memory．read', ['．']],
		['ｒead', ['ｒ']],
	])('%s has the lookalikes %j', (name, expected) => {
		expect(marked(name)).toEqual(expected);
	});

	test('says which letter a lookalike looks like', () => {
		expect(visibleName('rеad')[1]!.title).toBe('U+0435: looks like “e” and is another character');
	});
});

describe('without the escapes of a terminal', () => {
	test.each([
		['\u001b[31mred\u001b[0m', 'red'],
		['340ms\u001b[3', '340ms'],
		['340ms\u001b[38;5', '340ms'],
		['340ms\u001b', '340ms'],
		['340ms\u001b[3…[2720 chars total]', '340ms…[2720 chars total]'],
	])('%j is %j', (text, plain) => {
		expect(hasAnsi(text)).toBe(true);
		expect(stripAnsi(text)).toBe(plain);
	});

	test('an escape in the middle that is none stays', () => {
		expect(stripAnsi('a\u001b[é')).toBe('a\u001b[é');
	});
});
