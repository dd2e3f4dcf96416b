import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createComparer, diffLines, pairLines, readUnifiedDiff } from './line-diff.ts';

const signs = { same: ' ', removed: '-', added: '+' };
const shown = (before: string, after: string) =>
	diffLines(before, after).map(({ kind, text }) => signs[kind] + text);

test('keeps the lines of both texts', () => {
	expect(
		shown('report: Fridays\nwater: daily\nkeep', 'report: Mondays\nwater: daily\nkeep'),
	).toEqual(['-report: Fridays', '+report: Mondays', ' water: daily', ' keep']);
});

test('both texts can be rebuilt from the diff', () => {
	const text = fc
		.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1 })
		.map((lines) => lines.join('\n'));
	fc.assert(
		fc.property(text, text, (before, after) => {
			const lines = diffLines(before, after);
			const without = (kind: string) =>
				lines
					.filter((line) => line.kind !== kind)
					.map((line) => line.text)
					.join('\n');
			expect(without('added')).toBe(before);
			expect(without('removed')).toBe(after);
		}),
	);
});

test('finds a changed line in texts of any length', () => {
	const long = Array.from({ length: 30_000 }, (_, at) => `line ${at}`);
	const lines = shown(long.join('\n'), long.with(20_000, 'changed').join('\n'));
	expect(lines.filter((line) => !line.startsWith(' '))).toEqual(['-line 20000', '+changed']);
});

test('shows texts with too many changes one after the other', () => {
	const long = (word: string) => Array.from({ length: 3_000 }, (_, at) => word + at).join('\n');
	const lines = shown(`same\n${long('x')}`, `same\n${long('y')}`);
	expect([lines[0], lines[3_001]]).toEqual(['-same', '+same']);
});

test('shows texts one after the other when the time is over', () => {
	const lines = diffLines('same\nold', 'same\nnew', -1).map(({ kind, text }) => signs[kind] + text);
	expect(lines).toEqual(['-same', '-old', '+same', '+new']);
});

test('reads an existing unified diff', () => {
	const lines = readUnifiedDiff('--- a\told\n+++ b\tnew\n@@ -1 +1 @@\n-one\n+two\n same');
	expect(lines!.map(({ kind }) => kind)).toEqual([
		'same',
		'same',
		'same',
		'removed',
		'added',
		'same',
	]);
	expect(readUnifiedDiff('- a list\n- of things')).toBeUndefined();
});

test('a fence around a diff is none of its lines', () => {
	const diff = 'Index: a\n--- a\told\n+++ b\tnew\n@@ -1 +1 @@\n-one\n+two\n ```\n';
	const textsOf = (text: string) => readUnifiedDiff(text)!.map((line) => line.text);
	const texts = ['Index: a', '--- a\told', '+++ b\tnew', '@@ -1 +1 @@', 'one', 'two', '```'];
	expect(textsOf('```diff\n' + diff + '```\n\n')).toEqual(texts);
	expect(textsOf('Applied:\n```diff\n' + diff + '```\nDone')).toEqual([
		...['Applied:', ...texts, 'Done'],
	]);
	expect(textsOf('```diff\n' + diff)).toEqual(texts);
});

test('the edits of a call share the time for comparing', () => {
	const long = (word: string) => Array.from({ length: 3_000 }, (_, at) => word + at).join('\n');
	const compare = createComparer();
	const start = Date.now();
	for (let edit = 0; edit < 50; edit++) compare(long(`a${edit}`), long(`b${edit}`));
	expect(Date.now() - start).toBeLessThan(2_000);
});

/** The changed words of each line in brackets. */
const marked = (before: string, after: string) =>
	diffLines(before, after).map(({ text, parts }) =>
		parts ? parts.map((part) => (part.isChanged ? `[${part.text}]` : part.text)).join('') : text,
	);

test('marks the words that differ in a changed line', () => {
	expect(marked('const port = 8080;', 'const port = 9090;')).toEqual([
		'const port = [8080];',
		'const port = [9090];',
	]);
});

test('lines with little in common have no marks, and none is marked without an end', () => {
	expect(marked('one two', 'completely other')).toEqual(['one two', 'completely other']);
	const long = 'x '.repeat(400);
	expect(marked(`${long}a`, `${long}b`)).toEqual([`${long}a`, `${long}b`]);
});

test('side by side, a changed line is beside its new form', () => {
	const pairs = pairLines(diffLines('a\nb\nc\nd', 'a\nB\nd\ne'));
	expect(pairs.map(([before, after]) => [before?.text, after?.text])).toEqual([
		['a', 'a'],
		['b', 'B'],
		['c', undefined],
		['d', 'd'],
		[undefined, 'e'],
	]);
});
