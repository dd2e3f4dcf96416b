import { filterSchema, ROW_STATUSES } from '@tool-audit/core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILTER_PARAMETERS, readFilter, unknownIn, writeFilter } from './filter-url.ts';

const statuses = fc
	.subarray([...ROW_STATUSES], { minLength: 1 })
	.map((some) => ROW_STATUSES.filter((status) => some.includes(status)));
const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
const values = fc.uniqueArray(fc.string({ maxLength: 40, unit: 'grapheme' }), {
	minLength: 1,
	maxLength: 9,
});
const instant = fc
	.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString());

const filters = fc
	.record(
		{
			status: statuses,
			excludeStatus: statuses,
			tool: values,
			excludeTool: values,
			session: values,
			agent: values,
			source: values,
			deniedBy: values,
			minDurationMs: fc.double({ min: 0, max: 1e15, noNaN: true }).map((ms) => ms + 0),
			text,
			excludeText: text,
			regex: fc.constant(true),
			since: instant,
			until: instant,
		},
		{ requiredKeys: [] },
	)
	.map(({ regex, ...filter }) => (regex && filter.text ? { ...filter, regex } : filter));

test('every filter can be read from its address', () => {
	fc.assert(
		fc.property(filters, (filter) => {
			const address = writeFilter(new URLSearchParams('user=bob'), filter).toString();
			expect(readFilter(new URLSearchParams(address))).toEqual(filter);
		}),
	);
});

test('the server accepts every filter that is read from an address', () => {
	const junk = fc.oneof(
		text,
		instant,
		fc.constantFrom('ok', 'denied,x', '2026-02-30', 'x'.repeat(3_000)),
		fc.constantFrom('0', '-1', '1e400', '1e-400', '1e16', '1000000000000001', 'NaN', '2s', ' 2'),
		fc.constantFrom('9999-12-31T23:59:59-05:00', '0001-01-01T00:00:00+05:00', '2026-11-22T24:00Z'),
	);
	const pairs = fc.array(fc.tuple(fc.constantFrom(...FILTER_PARAMETERS), junk), { maxLength: 150 });
	fc.assert(
		fc.property(pairs, (parameters) => {
			const filter = readFilter(new URLSearchParams(parameters));
			expect(filterSchema.safeParse(filter).error).toBeUndefined();
		}),
	);
});

test('other parameters stay, and the previous filter is removed', () => {
	const search = new URLSearchParams('user=bob&status=ok&q=old&row=7');
	expect(writeFilter(search, { tool: ['a,b'] }).toString()).toBe('user=bob&row=7&tool=a%2Cb');
});

test('a link is readable', () => {
	const filter = {
		status: ['error' as const, 'denied' as const],
		tool: ['shell.exec'],
		text: 'rm',
	};
	const link = writeFilter(new URLSearchParams(), filter);
	expect(decodeURIComponent(link.toString())).toBe('status=error,denied&tool=shell.exec&q=rm');
});

test('a link to the long calls of an agent is readable', () => {
	const filter = { agent: ['claude-code'], source: ['a', 'b'], deniedBy: ['rule'] };
	const link = writeFilter(new URLSearchParams(), { ...filter, minDurationMs: 2_000 });
	expect(link.toString()).toBe(
		'agent=claude-code&source=a&source=b&denied-by=rule&min-duration=2000',
	);
});

test.each([
	['status=refused', ['status=refused']],
	['status=refused,denied&q=word&user=bob', []],
	['q=&regex=1', []],
	['agent=a&source=b&denied-by=c&min-duration=0', []],
	['min-duration=2s', ['min-duration=2s']],
	['min-duration=1000000000000001', ['min-duration=1000000000000001']],
	['since=yesterday&until=2026-11-22T10:00:00%2B01:00', ['since=yesterday']],
	['since=2026-11-22T10:00&until=2026-11-22', ['since=2026-11-22T10:00', 'until=2026-11-22']],
	['since=2026-02-30T10:00:00Z', ['since=2026-02-30T10:00:00Z']],
	['since=0001-01-01T00:00:00%2B05:00', ['since=0001-01-01T00:00:00+05:00']],
	['until=9999-12-31T23:59:59.999Z', []],
])('in %s these parameters are unknown: %s', (address, expected) => {
	expect(unknownIn(new URLSearchParams(address))).toEqual(expected);
});
