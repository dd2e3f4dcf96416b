import { describe, expect, test } from 'vitest';
import { createScrollMap, SCROLL_HEIGHT_MAX_PX } from './scroll-map.ts';

const VIEWPORT_PX = 700;
const million = createScrollMap(1_000_000 * 32, VIEWPORT_PX);
const scrollMax = million.height - VIEWPORT_PX;

describe('a list below the cap', () => {
	test('scrolls one to one', () => {
		const map = createScrollMap(10_000 * 32, VIEWPORT_PX);
		expect(map.toTop(123_456)).toBe(123_456);
		expect(map.toScroll(123_456)).toBe(123_456);
	});

	test('does not scroll if it fits the viewport', () => {
		expect(createScrollMap(320, VIEWPORT_PX).toTop(50)).toBe(0);
	});
});

describe('a million rows', () => {
	test('stay below the height that browsers allow', () => {
		expect(million.height).toBe(SCROLL_HEIGHT_MAX_PX);
	});

	test('begin and end exactly at the ends of the scrollbar', () => {
		expect(million.toTop(0)).toBe(0);
		expect(million.toTop(scrollMax)).toBe(million.topMax);
	});

	test('are one to one near both ends, so that the wheel reaches the very first and last row', () => {
		expect(million.toTop(100)).toBe(100);
		expect(million.toTop(scrollMax - 100)).toBe(million.topMax - 100);
	});

	test('have their middle at the middle', () => {
		expect(million.toTop(scrollMax / 2)).toBeCloseTo(million.topMax / 2, 3);
	});

	test('never go backwards, and every offset of the list maps to a scroll offset and back', () => {
		let before = -1;
		for (let scroll = 0; scroll <= scrollMax; scroll += 9_973) {
			const top = million.toTop(scroll);
			expect(top).toBeGreaterThan(before);
			expect(million.toScroll(top)).toBeCloseTo(scroll, 3);
			before = top;
		}
	});
});
