import { expect, test } from 'vitest';
import { callIdOf } from './call-id.ts';

test.each([
	'toolu_01A09q90qw90lq917835lq9',
	'toolu_bdrk_01A09q90qw90lq917835lq9',
	'call_0Az9kX2bC4dE6fG8hJ1kL3mN',
])('an id of the model’s service names a call alone: %s', (id) => {
	expect(callIdOf(id, 's', 'p')).toBe(id);
});

test.each(['toolu_1', 'toolu_0123456789abcdef', 'call_0', '7'])(
	'an id that may be given again is one in its prompt and session: %s',
	(id) => {
		expect(callIdOf(id, 's', 'p')).toBe(`${id}@p@s`);
		expect(callIdOf(id, 's', '')).toBe(`${id}@s`);
	},
);

test('parts with the sign between parts make no name of another call', () => {
	const names = [
		...[callIdOf('a', 's', 'p'), callIdOf('a@p', 's', ''), callIdOf('a', 'p@s', '')],
		...[callIdOf('a%40p', 's', ''), callIdOf('a', '', '')],
	];
	expect(new Set(names).size).toBe(names.length);
});

test.each(['x', 'toolu_'])('a name is no longer than an entry keeps: %s', (beginning) => {
	const names = ['a', 'b'].map((end) => callIdOf(beginning + 'y'.repeat(900) + end, 's', 'p'));
	expect(names.map(({ length }) => length)).toEqual([64, 64]);
	expect(names[0]).not.toBe(names[1]);
});
