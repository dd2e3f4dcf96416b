import type { DaySecrets } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { firstRows } from './secret-rows.ts';

/** A day of calls that hold 50 secrets each. */
function dayWith(day: string, calls: number): DaySecrets {
	const secrets = Array.from({ length: 50 }, (_, n) => ({
		...{ field: 'args' as const, rule: 'password', count: 1 },
		hash: String(n),
	}));
	const rows = Array.from({ length: calls }, (_, n) => ({ position: n, ref: `r-${n}`, secrets }));
	const looked = { bytes: 1, bytesTotal: 1 };
	return { day, calls, secrets: calls * 50, rules: [], rows, damaged: 0, looked };
}

test('names the first rows of each day', () => {
	const days = firstRows([dayWith('2026-11-22', 3), dayWith('2026-11-21', 1)], 2);
	expect(days.map(({ calls, rows }) => [calls, rows.length])).toEqual([
		[3, 2],
		[1, 1],
	]);
});

test('names rows of the newest days, until there are 10,000 secrets', () => {
	const days = Array.from({ length: 5 }, (_, n) => dayWith(`2026-11-0${9 - n}`, 70));
	expect(firstRows(days, 100).map(({ rows }) => rows.length)).toEqual([70, 70, 60, 0, 0]);
});
