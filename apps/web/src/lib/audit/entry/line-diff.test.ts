import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines, readUnifiedDiff } from './line-diff.ts';

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
