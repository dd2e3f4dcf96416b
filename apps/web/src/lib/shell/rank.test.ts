import { expect, it } from 'vitest';
import { best, rank } from './rank.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const names = (things: { name: string }[]) => things.map(({ name }) => name);

it('wants every word, in any order and case', () => {
	expect(rank('notes/Draft-2.md', '2 NOTES')).toBeGreaterThan(0);
	expect(rank('notes/draft-2.md', 'draft 3')).toBe(0);
});

it('puts beginnings before parts, and parts before the middle', () => {
	const found = best(named('undrafted.md', 'notes/draft.md', 'draft.md'), 'draft', 9);
	expect(names(found)).toEqual(['draft.md', 'notes/draft.md', 'undrafted.md']);
});

it('puts the short name first', () => {
	expect(names(best(named('planning.md', 'plan.md'), 'plan', 9))).toEqual([
		'plan.md',
		'planning.md',
	]);
});

it('gives no more than was asked for, and everything when nothing was typed', () => {
	expect(best(named('a', 'b', 'c'), '', 2)).toHaveLength(2);
});

it('takes what is typed literally', () => {
	expect(rank('plan.md', '.*')).toBe(0);
});
