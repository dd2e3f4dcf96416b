import { expect, test } from 'vitest';
import type { ImportReport } from './types.ts';
import {
	failuresInWords,
	historyInWords,
	importedInWords,
	importInWords,
	importNotes,
	shareOf,
} from './words.ts';

const history = {
	files: 31,
	oldest: '2026-10-30T08:00:00Z',
	newest: '2026-11-29T08:00:00Z',
	isComplete: true,
};
const report: ImportReport = {
	...{ files: 1, bytes: 100, calls: 0, days: [], already: 0, open: 0, unknownLines: 0 },
	unreadable: [],
};
const day = (ok: number, error: number, denied: number) => ({
	...{ day: '2026-11-28', calls: ok + error + denied, ok, error, denied },
});

test('a history is its sessions and their dates', () => {
	expect(historyInWords(history)).toBe('31 sessions, 30 Oct to 29 Nov');
	expect(historyInWords({ ...history, files: 1, oldest: history.newest })).toBe(
		'1 session, 29 Nov',
	);
	expect(historyInWords({ ...history, oldest: '2025-10-30T08:00:00Z' })).toBe(
		'31 sessions, 30 Oct 2025 to 29 Nov 2026',
	);
	expect(historyInWords({ ...history, files: 20_000, isComplete: false })).toContain(
		'more than 20,000 sessions',
	);
	expect(historyInWords(null)).toBe('No history on this machine');
});

test('an import is its calls by status, over all days', () => {
	const days = [day(1_000, 79, 20), day(100, 1, 5)];
	expect(importInWords({ calls: 1_205, days })).toBe(
		'1,205 calls on 2 days: 1,100 ok, 80 errors, 25 denied',
	);
	expect(importInWords({ calls: 1, days: [day(0, 1, 0)] })).toBe('1 call on 1 day: 1 error');
	expect(importInWords(report)).toBe('No new calls');
	expect(importedInWords(1)).toBe('1 call imported');
});

test('what an import leaves out is a sentence each', () => {
	expect(importNotes(report)).toEqual([]);
	const unreadable = [{ path: '/a.jsonl', reason: 'It can’t be opened.' }];
	expect(importNotes({ ...report, already: 40, open: 1, unknownLines: 2, unreadable })).toEqual([
		'40 calls in the log already.',
		'1 call without a result yet. A later import adds them.',
		'2 lines of a form that is not known. They are not imported.',
		'/a.jsonl: It can’t be opened.',
	]);
});

test('how far an import is, is known once its size is', () => {
	expect(shareOf({ bytes: 0, bytesTotal: 0, calls: 0 })).toBeNull();
	expect(shareOf({ bytes: 50, bytesTotal: 200, calls: 3 })).toBe(0.25);
	expect(shareOf({ bytes: 300, bytesTotal: 200, calls: 3 })).toBe(1);
});

test('failures are counted, with the last one', () => {
	const at = (instant: string) => `the day of ${instant}`;
	expect(failuresInWords({ count: 0, last: null }, at)).toBeNull();
	expect(failuresInWords({ count: 2, last: null }, at)).toBe('2 events could not be recorded.');
	const last = { at: 'T', reason: 'The disk is full.' };
	expect(failuresInWords({ count: 1, last }, at)).toBe(
		'1 event could not be recorded, the last one on the day of T: The disk is full.',
	);
});
