import type { Day } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { isUniform, spokenDay, titleOf } from './trouble.ts';

const day: Day = {
	day: '2026-11-28',
	bytes: 1,
	modified: '2026-11-28T00:00:00.000Z',
	counts: { total: 412, ok: 366, denied: 14, error: 31, damaged: 1, other: 0 },
};

test('a day is spoken with its date first', () => {
	expect(spokenDay(day, true)).toBe(
		'2026-11-28, Saturday, live: 412 calls, 14 denied, 31 errors, 1 damaged line',
	);
});

test('a day that can’t be read says why', () => {
	const unreadable = { code: 'EACCES', message: 'No permission to read it.' } as const;
	const closed = { ...day, counts: null, unreadable } as unknown as Day;
	expect(titleOf(closed)).toBe('Saturday 28 November 2026: No permission to read it.');
});

test('errors stand out, unless nothing else is left', () => {
	const counts = { total: 5, ok: 2, denied: 0, error: 3, damaged: 0, other: 0 };
	expect(isUniform({}, counts)).toBe(false);
	expect(isUniform({ status: ['error'] }, undefined)).toBe(true);
	expect(isUniform({ status: ['denied', 'error'] }, counts)).toBe(true);
	expect(isUniform({ excludeStatus: ['ok'] }, counts)).toBe(true);
	expect(isUniform({ text: 'ENOENT' }, { ...counts, total: 3, ok: 0 })).toBe(true);
	expect(isUniform({ text: 'ENOENT' }, { ...counts, total: 2, error: 0 })).toBe(false);
	expect(isUniform({ text: 'ENOENT' }, undefined)).toBe(false);
});
