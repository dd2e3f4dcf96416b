import { expect, test } from 'vitest';
import { timeFault, openZone } from './time.ts';

const berlin = openZone('Europe/Berlin');
const utc = (text: string) => Date.parse(`${text}Z`);

test('a time without an offset is the wall clock of the zone', () => {
	expect(berlin.parse('2026-11-22T07:41:03')).toBe(utc('2026-11-22T06:41:03'));
	expect(berlin.parse('2026-07-01T07:41:03')).toBe(utc('2026-07-01T05:41:03'));
});

test('a time with an offset is the same instant in every zone', () => {
	expect(berlin.parse('2026-11-22T07:41:03-05:00')).toBe(utc('2026-11-22T12:41:03'));
});

test('a wall clock that occurs twice means the first time', () => {
	expect(berlin.parse('2026-10-25T02:30:00')).toBe(utc('2026-10-25T00:30:00'));
});

test('a skipped wall clock is read with the offset before the change', () => {
	expect(berlin.parse('2026-03-29T02:30:00')).toBe(utc('2026-03-29T01:30:00'));
});

test('parses what it formats to the same instant, all year round', () => {
	const zones = ['UTC', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Chatham'].map(openZone);
	for (const zone of [berlin, ...zones]) {
		for (let instant = utc('2026-01-01T00:07:01'); instant < utc('2027-01-01T00:00:00');) {
			expect(zone.parse(zone.format(instant))).toBe(instant);
			expect(zone.format(instant)).toContain(zone.dayOf(instant));
			instant += 7 * 3_600_000;
		}
	}
});

test('formats with milliseconds and offset', () => {
	expect(berlin.format(utc('2026-11-22T06:41:03.120'))).toBe('2026-11-22T07:41:03.120+01:00');
	expect(openZone('America/St_Johns').format(utc('2026-11-22T06:41:03'))).toBe(
		'2026-11-22T03:11:03.000-03:30',
	);
});

test('rejects a zone that does not exist', () => {
	const what = '"Mars/Olympus" is not a time zone.';
	expect(() => openZone('Mars/Olympus')).toThrow(
		expect.objectContaining({ code: 'bad-time-zone', what }),
	);
});

test.each([
	['2026-11-20T10:00:00[Asia/Tokyo]', '2026-11-20T01:00:00.000Z'],
	['2026-10-25T02:30:00[Europe/Berlin]', '2026-10-25T00:30:00.000Z'],
	[1763632800, '2025-11-20T10:00:00.000Z'],
])('reads %s in the zone that it names', (ts, instant) => {
	expect(new Date(openZone('America/New_York').parse(ts)!).toISOString()).toBe(instant);
});

test.each([
	['2026-11-20T10:00:00[Mars/Olympus]', 'this time zone is unknown'],
	['2026-02-30T12:00:00', 'this date does not exist'],
	[['2026-11-20T10:00:00'], 'this is not a time'],
	['2026-11-20T10:00:00[Asia/Tokyo]', null],
	[0, null],
])('says of %s: %s', (ts, fault) => {
	expect(timeFault(ts)).toBe(fault);
	expect(openZone('UTC').parse(ts) === null).toBe(fault !== null);
});
