import { expect, it } from 'vitest';
import { best, rank } from './rank.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const names = (things: { name: string }[]) => things.map(({ name }) => name);

it('requires every word, in any order and case', () => {
	expect(rank('notes/Draft-2.md', '2 NOTES')).toBeGreaterThan(0);
	expect(rank('notes/draft-2.md', 'draft 3')).toBe(0);
});

it('ranks beginnings before parts, and parts before the middle', () => {
	const found = best(named('undrafted.md', 'notes/draft.md', 'draft.md'), 'draft', 9);
	expect(names(found)).toEqual(['draft.md', 'notes/draft.md', 'undrafted.md']);
});

it('ranks the shorter name first', () => {
	expect(names(best(named('planning.md', 'plan.md'), 'plan', 9))).toEqual([
		'plan.md',
		'planning.md',
	]);
});

it('returns no more than the limit, and everything for an empty query', () => {
	expect(best(named('a', 'b', 'c'), '', 2)).toHaveLength(2);
});

it('takes the query literally', () => {
	expect(rank('plan.md', '.*')).toBe(0);
});
