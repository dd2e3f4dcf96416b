import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from './announcer.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const live = (calls: number) => ({ calls, late: 0 });
const imported = (calls: number) => ({ calls, late: calls });

test('announces the first calls at once, and those that follow together', () => {
	const announcer = new Announcer();
	announcer.add(live(1));
	expect(announcer.text).toBe('1 new call');
	for (let call = 0; call < 12; call++) announcer.add(live(1));
	expect(announcer.text).toBe('1 new call');
	vi.runAllTimers();
	expect(announcer.text).toBe('12 new calls');
	expect(announcer.said).toBe(2);
});

test('announces an import once, when there has been no more of it for a second', () => {
	const announcer = new Announcer();
	for (let part = 0; part < 20; part++) {
		announcer.add(imported(10));
		vi.advanceTimersByTime(900);
	}
	expect(announcer.said).toBe(0);
	announcer.add(live(3));
	vi.advanceTimersByTime(999);
	expect(announcer.said).toBe(0);
	vi.advanceTimersByTime(1);
	expect(announcer.text).toBe('3 new calls, 200 imported');
	expect(announcer.said).toBe(1);
});

test('announces an import without a pause every half a minute', () => {
	const announcer = new Announcer();
	for (let part = 0; part < 120; part++) {
		announcer.add(imported(1));
		vi.advanceTimersByTime(500);
	}
	expect(announcer.said).toBe(2);
	expect(announcer.text).toBe('60 calls imported');
});

test('announces nothing sooner than five seconds after the last announcement', () => {
	const announcer = new Announcer();
	announcer.add(live(1));
	announcer.add(imported(7));
	vi.advanceTimersByTime(4_999);
	expect(announcer.said).toBe(1);
	vi.advanceTimersByTime(1);
	expect(announcer.text).toBe('7 calls imported');
});

test('is idle when there is nothing to announce', () => {
	const announcer = new Announcer();
	announcer.add(live(3));
	announcer.add(live(0));
	vi.runAllTimers();
	expect(announcer.said).toBe(1);
	expect(vi.getTimerCount()).toBe(0);
});

test('drops a pending announcement when it is stopped', () => {
	const announcer = new Announcer();
	announcer.add(live(3));
	announcer.add(imported(4));
	announcer.stop();
	vi.runAllTimers();
	expect(announcer.text).toBe('');
});
