import { expect, test } from 'vitest';
import { centred, centredArgs, centredOn } from './found-text.ts';

const long = (word: string) => `${'x'.repeat(100)} ${word} ${'y'.repeat(100)}`;

test('a hit in view leaves the text as it is', () => {
	expect(centred('the word is here', 'WORD', 20)).toBe('the word is here');
	expect(centred('no such thing', 'word', 5)).toBe('no such thing');
});

test('a hit behind the end of the cell is brought into view', () => {
	const shown = centred(long('word'), 'word', 20);
	expect(shown.startsWith('…xxx')).toBe(true);
	expect(shown.slice(0, 20)).toContain('word');
});

test('a hit near the end of the text leaves no room empty', () => {
	const path = '/home/dana/shop/src/lib/ledger-rounding.ts';
	expect(centred(path, 'ledger', 25)).toBe(`…${path.slice(-24)}`);
});

test('no pair of surrogates is split', () => {
	const shown = centred(`${'😀'.repeat(50)}word`, 'word', 13);
	expect(shown).not.toMatch(/^…[\uDC00-\uDFFF]/);
});

test('the args begin with the one that was found', () => {
	const args = [
		{ name: 'path', value: 'x'.repeat(100) },
		{ name: 'content', value: long('word') },
		{ name: 'mode', value: 'w' },
	];
	const shown = centredArgs(args, 'word', 40);
	expect(shown.map(({ name }) => name)).toEqual([undefined, 'content', 'mode']);
	expect(
		shown
			.map(({ value }) => value)
			.join(' ')
			.slice(0, 40),
	).toContain('word');
	expect(centredArgs(args, 'mode', 40).map(({ name }) => name)).toEqual([undefined, 'mode']);
	expect(centredArgs(args, 'path', 40)).toBe(args);
	expect(centredArgs(args, 'nowhere', 40)).toBe(args);
});

test('a hit behind what was sent of the row is shown by its excerpt', () => {
	const cells = { args: [{ name: 'content', value: 'x'.repeat(2_000) }], outcome: 'done' };
	const text = `${'a'.repeat(80)}needle${'b'.repeat(80)}`;
	const found = { pointer: '/args/content', text, start: 80, end: 86 };
	const { args } = centredOn(found, cells, { args: 40, result: 40 });
	expect(args[1]!.name).toBe('content');
	expect(args[1]!.value.slice(0, 40)).toContain('needle');
	const inResult = { ...found, pointer: '/result_snippet' };
	const { outcome } = centredOn(inResult, cells, { args: 40, result: 40 });
	expect(outcome.slice(0, 40)).toContain('needle');
	expect(centredOn(undefined, cells, { args: 40, result: 40 })).toEqual(cells);
});

test('a hit in a field that the table does not show stands in the result, under its name', () => {
	const cells = { args: [{ name: 'path', value: 'a' }], outcome: 'done' };
	const found = { pointer: '/session', text: 's-71f2', start: 0, end: 6 };
	expect(centredOn(found, cells, { args: 40, result: 40 }).outcome).toBe('session: s-71f2');
	const reason = { pointer: '/reason', text: 'not on the list', start: 0, end: 3 };
	const denied = { ...cells, outcome: 'not on the list' };
	expect(centredOn(reason, denied, { args: 40, result: 40 }).outcome).toBe('not on the list');
});

test('what an expression matched is brought into view as any text', () => {
	const cells = { args: [{ name: 'n', value: long('step-42') }], outcome: '' };
	const found = { pointer: '/args/n', text: long('step-42'), start: 101, end: 108 };
	const { args } = centredOn(found, cells, { args: 40, result: 40 });
	expect(args[0]!.value.slice(0, 40)).toContain('step-42');
});
