import { expect, test } from 'vitest';
import { workAhead } from './work-ahead.ts';

const signal = undefined;
const items = Array.from({ length: 40 }, (_, number) => number);

test('gives all items in their order, whichever is done first', async () => {
	const given: number[] = [];
	let most = 0;
	let inWork = 0;
	const work = async (item: number) => {
		most = Math.max(most, ++inWork);
		for (let turn = 0; turn < (item * 7) % 5; turn++) await Promise.resolve();
		inWork--;
		return item * 2;
	};
	for await (const { item, result } of workAhead({ items, work, signal })) {
		expect(await result).toBe(item * 2);
		given.push(item);
	}
	expect(given).toEqual(items);
	expect(most).toBeLessThanOrEqual(8);
});

test('a failure is that of its item alone', async () => {
	const failed: number[] = [];
	const work = (item: number) =>
		item % 3 === 0 ? Promise.reject(new Error('no')) : Promise.resolve(item);
	for await (const { item, result } of workAhead({ items, work, signal })) {
		await result.catch(() => failed.push(item));
	}
	expect(failed).toEqual(items.filter((item) => item % 3 === 0));
});

test('who has enough at once begins nothing in vain, and what was begun is dropped', async () => {
	for (const enough of [1, 2, 10]) {
		const dropped: number[] = [];
		const begun: number[] = [];
		let isLeft = false;
		const work = async (item: number, left: AbortSignal) => {
			begun.push(item);
			left.addEventListener('abort', () => (isLeft = true));
			return item;
		};
		const drop = async (item: number) => {
			expect(isLeft).toBe(true);
			dropped.push(item);
		};
		for await (const { item } of workAhead({ items, work, signal, drop })) {
			if (item + 1 === enough) break;
		}
		expect(dropped).toEqual(begun.slice(enough - 1));
		if (enough === 1) expect(begun).toEqual([0]);
	}
});
