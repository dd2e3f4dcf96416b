import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCase } from '../../format/fold-case.ts';
import { rowsOf, type RawRow } from '../../format/row.ts';
import { createHitFinder, excerptOf } from './find-hit.ts';

/** Longer than what a page shows of a text. */
const LONG = 'x'.repeat(3_000);

function rowOf(line: string | Buffer): RawRow {
	const bytes = Buffer.from(line);
	return rowsOf({
		offset: 0,
		bytes,
		length: bytes.length,
		ended: true,
		next: bytes.length + 1,
	})[0]!;
}
const entryOf = (fields: object) => rowOf(JSON.stringify({ tool: 't', args: {}, ...fields }));
const literal = (text: string, row: RawRow) => createHitFinder({ text })(row);
const expression = (text: string, row: RawRow) => createHitFinder({ text, regex: true })(row);
const marked = (found: ReturnType<typeof literal>) =>
	found && found.text.slice(found.start, found.end);

test('a literal text that the row shows is not located', () => {
	expect(literal('straße', entryOf({ args: { at: 'Hohe STRAßE' } }))).toBeNull();
	const row = entryOf({ args: { at: `needle ${LONG}`, other: `${LONG} needle` } });
	expect(literal('needle', row)).toBeNull();
});

test('a literal text that is truncated away is located, in any letter case', () => {
	const row = entryOf({ args: { steps: [{ run: `${LONG} Größe und mehr` }] } });
	const found = literal('GRÖßE', row);
	expect(found).toMatchObject({ pointer: '/args/steps/0/run' });
	expect(marked(found)).toBe('Größe');
	expect(found!.text).toMatch(/^x+ Größe und mehr$/);
	expect(found!.text).toHaveLength(240);
});

test('a hit that the end of the truncated text breaks is located', () => {
	const row = entryOf({ result_snippet: `${'x'.repeat(1_997)}needle${LONG}` });
	expect(marked(literal('needle', row))).toBe('needle');
});

test('the length after a truncated text is no hit', () => {
	const row = entryOf({ args: { text: `${LONG} 3018 chars total` } });
	expect(marked(literal('chars total', row))).toBe('chars total');
});

test('what is dropped from a large entry is located by name and by value', () => {
	const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`a/${n}~`, n]));
	const row = entryOf({ args: { many: { ...many, 'last one': 'the end', number: 123_456_789 } } });
	expect(literal('last on', row)).toMatchObject({
		pointer: '/args/many/last one',
		text: 'last one',
	});
	expect(literal('the end', row)).toMatchObject({
		pointer: '/args/many/last one',
		text: 'the end',
	});
	expect(literal('23456', row)).toMatchObject({ pointer: '/args/many/number', start: 1, end: 6 });
	expect(literal('a/2999', row)).toMatchObject({ pointer: '/args/many/a~12999~0' });
});

test('a damaged line is located as a whole', () => {
	expect(literal('needle', rowOf('torn needle'))).toBeNull();
	const found = literal('needle', rowOf(`torn ${LONG}needle`));
	expect([found?.pointer, marked(found)]).toEqual(['', 'needle']);
});

test('an expression is located in every row', () => {
	const row = entryOf({ tool: 'shell.run', args: { command: '😀 RM -rf /' } });
	expect(expression('rm\\s+-\\w+', row)).toEqual({
		...{ pointer: '/args/command', text: '😀 RM -rf /', start: 3, end: 9 },
	});
	expect(expression('shell|rm', row)).toMatchObject({ pointer: '/tool', start: 0, end: 5 });
	expect(expression('comm.nd', row)).toMatchObject({ pointer: '/args/command', text: 'command' });
	expect(expression('q*', row)).toBeNull();
	expect(expression('q+', row)).toBeNull();
});

test('a very long pointer and a very deep entry have no place to show', () => {
	const name = 'n'.repeat(5_000);
	expect(literal('needle', entryOf({ args: { [name]: `${LONG}needle` } }))).toBeNull();
	const deep = `${'['.repeat(50_000)}"needle"${']'.repeat(50_000)}`;
	expect(literal('needle', rowOf(`{"tool":"t","args":{"deep":${deep}}}`))).toBeNull();
});

test('folding changes the length of no character', () => {
	for (let code = 0; code <= 0x10_ffff; code++) {
		const char = String.fromCodePoint(code);
		if (foldCase(char).length !== char.length) expect.fail(code.toString(16));
	}
});

test('an excerpt has the hit, is short, and splits no character', () => {
	const text = fc.array(fc.constantFrom('a', 'ß', '温', '😀'), { minLength: 1, maxLength: 600 });
	fc.assert(
		fc.property(text, fc.nat(), fc.nat(400), (chars, at, length) => {
			const first = at % chars.length;
			const start = chars.slice(0, first).join('').length;
			const hit = chars.slice(first, first + length).join('');
			const whole = chars.join('');
			const excerpt = excerptOf(whole, { start, end: start + hit.length });
			expect(whole).toContain(excerpt.text);
			expect(excerpt.text.length).toBeLessThanOrEqual(240);
			expect(excerpt.text.isWellFormed()).toBe(true);
			const shown = excerpt.text.slice(excerpt.start, excerpt.end);
			expect(hit.startsWith(shown)).toBe(true);
			expect(shown.length).toBeGreaterThanOrEqual(Math.min(hit.length, 239));
		}),
	);
});

test('half of a surrogate pair is shown as the whole', () => {
	const row = entryOf({ result_snippet: `${LONG}😀` });
	expect(marked(literal('\ud83d', row))).toBe('😀');
});
