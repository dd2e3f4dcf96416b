import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from './announcer.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('announces the first rows at once, and those that follow together', () => {
	const announcer = new Announcer();
	announcer.add(1);
	expect(announcer.text).toBe('1 new entry');
	for (let row = 0; row < 12; row++) announcer.add(1);
	expect(announcer.text).toBe('1 new entry');
	vi.runAllTimers();
	expect(announcer.text).toBe('12 new entries');
	expect(announcer.said).toBe(2);
});

test('is idle when there is nothing to announce', () => {
	const announcer = new Announcer();
	announcer.add(3);
	announcer.add(0);
	vi.runAllTimers();
	expect(announcer.said).toBe(1);
	expect(vi.getTimerCount()).toBe(0);
});

test('drops a pending announcement when it is stopped', () => {
	const announcer = new Announcer();
	announcer.add(3);
	announcer.add(4);
	announcer.stop();
	vi.runAllTimers();
	expect(announcer.text).toBe('');
});
