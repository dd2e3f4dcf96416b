import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdSet } from './id-set.ts';

function setOf(ids: readonly string[]) {
	const set = createIdSet();
	for (const id of ids) {
		const bytes = Buffer.from(`<${id}>`);
		set.add(bytes, 1, bytes.length - 1);
	}
	return set;
}

test('holds what a set of strings holds', () => {
	const ids = fc.array(fc.string({ unit: 'binary', maxLength: 5 }), { maxLength: 40 });
	fc.assert(
		fc.property(ids, ids, (added, asked) => {
			const [set, strings] = [setOf(added), new Set(added)];
			expect([...set]).toEqual([...strings]);
			expect(set.size).toBe(strings.size);
			for (const id of asked) expect(set.has(id)).toBe(strings.has(id));
		}),
	);
});

test('grows', () => {
	const ids = Array.from({ length: 20_000 }, (_, n) => `toolu_${n}`);
	const set = setOf([...ids, ...ids]);
	expect(set.size).toBe(20_000);
	expect(ids.every((id) => set.has(id))).toBe(true);
	expect(set.has('toolu_20000')).toBe(false);
	expect(set.has('')).toBe(false);
});
