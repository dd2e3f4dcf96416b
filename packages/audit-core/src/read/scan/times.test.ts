import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { openZone } from '../../format/time.ts';
import { createTimeReader, type ReadTime } from './times.ts';

const ZONES = [
	...['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe'],
	...['Pacific/Chatham', 'Asia/Kathmandu', 'Africa/Monrovia', 'Pacific/Apia', 'Europe/Dublin'],
].map(openZone);

const digits = (max: number, length = 2) =>
	fc.nat(max).map((number) => String(number).padStart(length, '0'));
const MINUTES = [
	...['2026-03-29T02:30', '2026-10-25T02:30', '2026-10-25T01:59', '2026-11-01T01:30'],
	...['1911-03-10T23:51', '1972-01-07T00:44', '1883-11-18T12:03', '0001-01-01T00:00'],
	...['9999-12-31T23:59', '2026-02-30T07:41', '2026-11-22T24:00', '2011-12-30T12:00'],
];
const times = fc
	.tuple(
		fc.constantFrom(...MINUTES),
		fc.oneof(digits(61), fc.constantFrom('', '5', 'x5')),
		fc.oneof(
			fc.constantFrom('', '.', '.5', ',5', '.1234', '.9999999', ',123'),
			digits(999, 3).map((fraction) => `.${fraction}`),
		),
		fc.constantFrom('', 'Z', 'z', '+01', '+0130', '-03:30', '+24:00', '+1:00', 'x'),
	)
	.map(([minute, second, fraction, offset]) => `${minute}:${second}${fraction}${offset}`);

function readBy(read: ReadTime, ts: string): number | null {
	const bytes = Buffer.from(JSON.stringify(ts));
	return read(bytes, 0, bytes.length);
}

test('consecutive times are equal to those read one by one', () => {
	const zone = fc.constantFrom(...ZONES);
	fc.assert(
		fc.property(zone, fc.array(times, { minLength: 2, maxLength: 30 }), (zone, list) => {
			const read = createTimeReader(zone);
			for (const ts of list) expect([ts, readBy(read, ts)]).toEqual([ts, zone.parse(ts)]);
		}),
		{ numRuns: 300 * inject('scale') },
	);
});

test.each([
	['Australia/Lord_Howe', ['2026-10-04T02:10:00', '2026-10-04T02:40:00']],
	['America/New_York', ['1883-11-18T12:01:00', '1883-11-18T12:58:00']],
])('a clock of %s is changed within an hour', (name, times) => {
	const zone = openZone(name);
	for (const list of [times, times.toReversed()]) {
		const read = createTimeReader(zone);
		for (const ts of list) expect([ts, readBy(read, ts)]).toEqual([ts, zone.parse(ts)]);
	}
});
