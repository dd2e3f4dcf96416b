import type { DaySecrets } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { secretsAnswer } from './secrets-answer.ts';

/** A day of calls that hold the same 50 secrets each. */
function dayWith(day: string, calls: number): DaySecrets {
	const secrets = Array.from({ length: 50 }, (_, n) => ({
		...{ field: 'args' as const, rule: 'password', count: 1 },
		hash: String(n),
	}));
	const rows = Array.from({ length: calls }, (_, n) => ({ position: n, ref: `r-${n}`, secrets }));
	const { position, ref } = rows.at(-1)!;
	const distinct = secrets.map(({ hash }) => {
		return { hash, rules: ['password'], count: calls, position, ref };
	});
	const looked = { bytes: 1, bytesTotal: 1 };
	const counts = { calls, secrets: calls * 50, damaged: 0 };
	return { day, ...counts, rules: [], rows, distinct, looked };
}

const answer = (days: DaySecrets[], rowsMax: number) =>
	secretsAnswer({ days, missing: [], unreadable: [] }, rowsMax);

test('names the first rows of each day, and each secret once', () => {
	const { days, distinct } = answer([dayWith('2026-11-22', 3), dayWith('2026-11-21', 1)], 2);
	expect(days.map(({ calls, rows }) => [calls, rows.length])).toEqual([
		[3, 2],
		[1, 1],
	]);
	expect(distinct).toMatchObject({ count: 50, exact: true });
	expect(distinct.secrets).toHaveLength(50);
	expect(distinct.secrets[0]).toEqual({
		...{ hash: '0', rules: ['password'], count: 4, days: 2 },
		last: { day: '2026-11-22', position: 2, ref: 'r-2' },
	});
});

test('names rows of the newest days, until there are 10,000 secrets', () => {
	const days = Array.from({ length: 5 }, (_, n) => dayWith(`2026-11-0${9 - n}`, 70));
	expect(answer(days, 100).days.map(({ rows }) => rows.length)).toEqual([70, 70, 60, 0, 0]);
});

test('without rows it only counts', () => {
	const { days, distinct } = answer([dayWith('2026-11-22', 3)], 0);
	expect(days).toMatchObject([{ calls: 3, rows: [] }]);
	expect(distinct).toEqual({ count: 50, exact: true, secrets: [] });
});
