import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexOfInstant, indexOfPosition, type Peekable } from './find-row.ts';
import type { ListedRow } from '../listed-row.ts';

function listOf(rows: { position: number; instant?: number }[]) {
	const list: Peekable = {
		count: rows.length,
		peek: async (index) => rows[index] as unknown as ListedRow,
	};
	return list;
}
const instantOf = (row: ListedRow) => (row as unknown as { instant?: number }).instant ?? null;

test('finds the first row at or after a position, wherever it is', async () => {
	const positions = fc.uniqueArray(fc.nat(1_000)).map((some) => some.sort((a, b) => a - b));
	await fc.assert(
		fc.asyncProperty(positions, fc.nat(1_100), async (some, wanted) => {
			const list = listOf(some.map((position) => ({ position })));
			const expected = some.filter((position) => position < wanted).length;
			expect(await indexOfPosition(list, wanted)).toBe(expected);
		}),
	);
});

test('reads some twenty rows of a million', async () => {
	let peeks = 0;
	const peek = async (position: number) => {
		peeks++;
		return { position } as ListedRow;
	};
	expect(await indexOfPosition({ count: 1_000_000, peek }, 700_001)).toBe(700_001);
	expect(peeks).toBeLessThanOrEqual(20);
});

test('finds a time, and skips rows that have none', async () => {
	const rows = [10, undefined, undefined, 20, 30, undefined].map((instant, position) => ({
		position,
		...(instant !== undefined && { instant }),
	}));
	const list = listOf(rows);
	expect(await indexOfInstant(list, 15, instantOf)).toBe(3);
	expect(await indexOfInstant(list, 30, instantOf)).toBe(4);
	expect(await indexOfInstant(list, 99, instantOf)).toBe(5);
});
