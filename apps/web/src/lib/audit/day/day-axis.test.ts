import { expect, test } from 'vitest';
import type { Buckets } from '../timeline/timeline-bars.ts';
import { dayAxis, isOnDay } from './day-axis.ts';

const counts = { total: 1, ok: 1, error: 0, denied: 0, other: 0, damaged: 0 };
const day = { from: Date.parse('2026-11-22T00:00Z'), to: Date.parse('2026-11-23T00:00Z') };

function axis(filter: { since?: string; until?: string }, ...starts: string[]): string {
	const buckets = starts.map((start) => ({ start, counts }));
	const all: Buckets = { buckets, bucketSeconds: 60 };
	const { from, to } = dayAxis(day, filter, all);
	return [from, to].map((instant) => new Date(instant).toISOString().slice(0, 16)).join(' ');
}

test.each([
	['2026-11-21T09:59:59Z', false],
	['2026-11-21T10:00:00Z', true],
	['2026-11-23T11:59:59Z', true],
	['2026-11-23T12:00:00Z', false],
])('whether %s is on 22 November in some zone: %s', (instant, expected) => {
	expect(isOnDay(Date.parse(instant), '2026-11-22')).toBe(expected);
});

const [NOON, NEXT_NOON] = ['2026-11-22T12:00:00Z', '2026-11-23T12:00:00Z'];

test('a start or an end alone has the rest of the day', () => {
	expect(axis({ since: NOON }, NOON)).toBe('2026-11-22T12:00 2026-11-23T00:00');
	expect(axis({ until: NOON })).toBe('2026-11-22T00:00 2026-11-22T12:00');
	expect(axis({ since: NOON }, '2026-11-23T01:10:00Z')).toBe('2026-11-22T12:00 2026-11-23T02:00');
});

test('what is asked for beyond the day is not on it', () => {
	const filter = { since: '2020-01-01T00:00:00Z', until: NEXT_NOON };
	expect(axis(filter, NOON)).toBe('2026-11-22T00:00 2026-11-23T00:00');
});

test('calls beside the day have an axis of their own', () => {
	const since = NEXT_NOON;
	expect(axis({ since }, '2099-01-01T08:10:00Z')).toBe('2099-01-01T08:10 2099-01-01T09:00');
	expect(axis({ since })).toBe('2026-11-22T00:00 2026-11-23T00:00');
});

test('until the calls are counted it is the day, or the part of it', () => {
	expect(dayAxis(day, {}, undefined)).toEqual(day);
	expect(dayAxis(day, { since: NOON }, undefined)).toEqual({ ...day, from: Date.parse(NOON) });
});
