import { expect, test } from 'vitest';
import { foldRepeats } from './fold-repeats.ts';
import type { ListedRow } from '../listed-row.ts';

/** Rows from letters: equal letters are equal calls, a capital is a denied call, `!` is a damaged line. */
function rowsOf(letters: string): ListedRow[] {
	return [...letters].map((letter, position) => {
		const place = { position, day: '2026-11-22', ref: String(position) };
		if (letter === '!') return { kind: 'damaged', reason: 'torn', bytes: 1, raw: '{', ...place };
		const status = letter === letter.toUpperCase() ? 'denied' : 'ok';
		const entry = {
			ts: '',
			user: 'alice',
			tool: letter.toLowerCase(),
			args: {},
			status,
			result_chars: 0,
			result_snippet: String(position),
		} as const;
		return { kind: 'entry', entry, ...place };
	});
}

const shown = (letters: string) =>
	foldRepeats(rowsOf(letters)).map((row) => `${row.ref}×${row.repeats?.count ?? 1}`);

test.each([
	['', []],
	['abc', ['0×1', '1×1', '2×1']],
	['aaab', ['0×3', '3×1']],
	['aabaa', ['0×2', '2×1', '3×2']],
	['aaAAa', ['0×2', '2×2', '4×1']],
	['a!!a', ['0×1', '1×1', '2×1', '3×1']],
])('%j folds to %j', (letters, expected) => {
	expect(shown(letters)).toEqual(expected);
});

test('a folded row has the position of its last call', () => {
	expect(foldRepeats(rowsOf('baaa'))[1]!.repeats).toEqual({ count: 3, lastPosition: 3 });
});

test('an odd entry is not folded', () => {
	const rows = rowsOf('aa').map((row) => ({ ...row, problems: ['ts is missing'] }) as ListedRow);
	expect(foldRepeats(rows)).toHaveLength(2);
});
