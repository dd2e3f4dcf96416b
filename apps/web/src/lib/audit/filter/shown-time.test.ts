import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentOfText, timeShown, type Clock } from '../times.ts';
import { parseShownTime } from './shown-time.ts';

const BERLIN = 'Europe/Berlin';

test.each([
	['13:30:00.250', '2026-10-25T12:30:00.250Z'],
	['23:30:00 24 Oct', '2026-10-24T21:30:00.000Z'],
	['01:00 1 jan 1970', '1970-01-01T00:00:00.000Z'],
	['12:00 3 Sept 2025', '2025-09-03T10:00:00.000Z'],
	['02:30:00', '2026-10-25T00:30:00.000Z'],
	['02:30:00 UTC+2', '2026-10-25T00:30:00.000Z'],
	['02:30:00 UTC+1', '2026-10-25T01:30:00.000Z'],
	['02:30:00 UTC', '2026-10-25T02:30:00.000Z'],
	['02:30:00 UTC−3:30', '2026-10-25T06:00:00.000Z'],
	['25:00', undefined],
	['12:00 31 Feb', undefined],
	['12:00 3 foo', undefined],
	['noon', undefined],
])('on 25 October %j is %s', (text, instant) => {
	expect(parseShownTime(text, { day: '2026-10-25', timeZone: BERLIN })).toBe(instant);
});

test.each([
	['the clocks were set back', '2026-10-25'],
	['nothing happened', '2026-11-20'],
])('what a row shows is found again, on a day on which %s', (_what, day) => {
	const clock: Clock = { mode: 'log', milliseconds: true, logZone: BERLIN, localZone: 'UTC' };
	const around = Date.parse(`${day}T00:00:00Z`);
	const days = fc.integer({ min: -300_000_000, max: 300_000_000 });
	fc.assert(
		fc.property(days, (away) => {
			const instant = new Date(around + away).toISOString();
			const { time, mark } = timeShown(momentOfText(instant, BERLIN), day, clock);
			expect(parseShownTime(`${time} ${mark}`.trim(), { day, timeZone: BERLIN })).toBe(instant);
		}),
	);
});
