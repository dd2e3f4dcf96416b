import { expect, test } from 'vitest';
import { readAsked } from './filter-url.ts';
import { spanOfPreset } from './time-presets.ts';

const ZONE = 'Europe/Berlin';
const at = (time: string) => Date.parse(`2026-11-22T${time}+01:00`);

test('the last hour begins with a whole minute and has no end', () => {
	expect(spanOfPreset('1h', at('10:30:59'), ZONE)).toEqual({ since: '2026-11-22T08:30:00.000Z' });
});

test('the last night is over in the morning, and until then it has no end', () => {
	const since = '2026-11-21T19:00:00.000Z';
	expect(spanOfPreset('night', at('07:59:00'), ZONE)).toEqual({ since });
	const until = '2026-11-22T07:00:00.000Z';
	expect(spanOfPreset('night', at('08:00:00'), ZONE)).toEqual({ since, until });
	expect(spanOfPreset('night', at('23:00:00'), ZONE)).toEqual({ since, until });
});

test('a night in which the clocks change is the one between the two times of the clock', () => {
	const span = spanOfPreset('night', Date.parse('2026-10-25T12:00:00+01:00'), ZONE);
	expect(span).toEqual({ since: '2026-10-24T18:00:00.000Z', until: '2026-10-25T07:00:00.000Z' });
});

test('the last 30 days keep their name in the address', () => {
	expect(spanOfPreset('30d', at('10:30:59'), ZONE)).toEqual({ since: '2026-10-23T09:30:00.000Z' });
	expect(readAsked(new URLSearchParams('time=30d')).preset).toBe('30d');
});
