import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines, readUnifiedDiff } from './line-diff.ts';

const signs = { same: ' ', removed: '-', added: '+' };
const shown = (before: string, after: string) =>
	diffLines(before, after).map(({ kind, text }) => signs[kind] + text);

test('keeps what both have', () => {
	expect(
		shown('report: Fridays\nwater: daily\nkeep', 'report: Mondays\nwater: daily\nkeep'),
	).toEqual(['-report: Fridays', '+report: Mondays', ' water: daily', ' keep']);
});

test('both texts can be read off it', () => {
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

test('texts too long to compare are shown one after the other', () => {
	const long = 'x\n'.repeat(3_000);
	expect(diffLines(long, long)[0]!.kind).toBe('removed');
});

test('reads a diff that somebody else made', () => {
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
