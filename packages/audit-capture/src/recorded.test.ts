import { openZone } from '@tool-audit/core';
import { expect, test } from 'vitest';
import type { CapturedCall } from './captured-call.ts';
import { createRecordedTest } from './recorded.ts';

const HOUR_MS = 3_600_000;

/** A log that has the call `toolu_1` on one day, and counts how often each day is read. */
function openLog(recordedOn: string) {
	const reads: string[] = [];
	const zone = openZone('UTC');
	const log = {
		calls(_user: string, day: string) {
			reads.push(day);
			const calls: [string, string][] = day === recordedOn ? [['claude-code', 'toolu_1']] : [];
			const has = (source: string, id: string) => calls.some(([s, i]) => s === source && i === id);
			return Promise.resolve({ size: calls.length, has, [Symbol.iterator]: () => calls.values() });
		},
		dayOf: (ms: number) => zone.dayOf(ms),
	};
	return { reads, recorded: createRecordedTest(log, 'ada') };
}

function call(at: string, hours = 0, id = 'toolu_1'): CapturedCall {
	const startMs = Date.parse(at);
	return {
		call: {
			...{ tool: 'Bash', args: {}, status: 'ok', result: '' },
			...{ source: 'claude-code', call_id: id },
		},
		...{ startMs, endMs: startMs + hours * HOUR_MS },
	};
}

test.each(['2026-03-04', '2026-03-05', '2026-03-06'])(
	'a call is found on its day, the day before and the day after: %s',
	async (day) => {
		expect(await openLog(day).recorded.has(call('2026-03-05T12:00:00Z'))).toBe(true);
	},
);

test('a call is found on each day on which it ran', async () => {
	const { recorded } = openLog('2026-03-09');
	expect(await recorded.has(call('2026-03-05T12:00:00Z', 24 * 7))).toBe(true);
	expect(await recorded.has(call('2026-03-05T12:00:00Z', 24 * 2))).toBe(false);
});

test('each day is read once when calls are looked for day by day', async () => {
	const { recorded, reads } = openLog('');
	for (const day of [5, 6, 7, 8]) {
		for (const id of ['toolu_1', 'toolu_2']) {
			await recorded.has(call(`2026-03-0${day}T23:00:00Z`, id === 'toolu_2' ? 2 : 0, id));
		}
	}
	expect(reads.toSorted()).toEqual(
		['04', '05', '06', '07', '08', '09', '10'].map((d) => `2026-03-${d}`),
	);
});

test('a call that was written after its day was read is found', async () => {
	const { recorded } = openLog('');
	const one = call('2026-03-05T12:00:00Z');
	expect(await recorded.has(one)).toBe(false);
	recorded.add('2026-03-05', one);
	expect(await recorded.has(one)).toBe(true);
});
