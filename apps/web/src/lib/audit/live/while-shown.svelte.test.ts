import { afterEach, expect, test, vi } from 'vitest';
import { setShown } from '#lib/testing/page-shown.ts';
import { whileShown } from './while-shown.ts';

afterEach(() => vi.restoreAllMocks());

/** What began and ended, in words. */
function follow() {
	const log: string[] = [];
	const end = whileShown(() => {
		log.push('begin');
		return () => log.push('end');
	});
	return { log, end };
}

test('begins at once, ends when the page is hidden, and begins again', () => {
	const { log, end } = follow();
	for (const isShown of [false, true, false, true, true]) setShown(isShown);
	expect(log).toEqual(['begin', 'end', 'begin', 'end', 'begin']);
	end();
});

test('waits for a page that was opened in the background', () => {
	setShown(false);
	const { log, end } = follow();
	expect(log).toEqual([]);
	setShown(true);
	expect(log).toEqual(['begin']);
	end();
});

test('ends when the page is left, and begins again when Back shows it from the cache', () => {
	const { log, end } = follow();
	dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
	dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
	expect(log).toEqual(['begin', 'end', 'begin']);
	end();
});

test('can be stopped', () => {
	const { log, end } = follow();
	end();
	setShown(false);
	setShown(true);
	expect(log).toEqual(['begin', 'end']);
});
