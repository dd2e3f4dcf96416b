import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDay } from './day.ts';
import { looksLikeDayFile, notDayReason } from './not-days.ts';

test.each([
	...['2026-11-20.jsonl.gz', '2026-11-20.jsonl.1', '2026-11-20.JSONL', '2026-11-20.json'],
	...['2026-11-20.jsonl.bak', '2026-1-2.jsonl', '20261120.jsonl', '2026-02-30.jsonl'],
	...['2026-11-20 (1).jsonl', '.2026-11-20.jsonl.swp', '2026-11-20.jsonl~', '2026-11-20.gz'],
	...['Copy of 2026-11-20.jsonl', '2026_11_20.ndjson', '20-11-2026.jsonl', '0000-01-01.jsonl'],
	...['2026-11-20', '2026-11-20.jsonl ', '２０２６-11-20.jsonl', '2026‑11‑20.jsonl'],
	...['audit-2026-11-20.jsonl.zst', '2026-11-20.jsonl.tar.gz'],
])('%j looks like the file of a day', (name) => {
	expect(looksLikeDayFile(name)).toBe(true);
});

test.each([
	...['2026-11-20.jsonl', '0001-01-01.jsonl', 'notes.txt', 'package.json', '.DS_Store', ''],
	...['2026-11-20.md', 'report 2026-11-20.pdf', 'v1.2.3.json', '2026-11-201.jsonl', '202611.jsonl'],
])('%j does not', (name) => {
	expect(looksLikeDayFile(name)).toBe(false);
});

const days = fc
	.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

test('what is added to the name of a day makes it one that looks like a day', () => {
	const before = fc.constantFrom('', '.', '~', '#', 'copy of ', 'audit-', '/');
	const after = fc.constantFrom('', '.gz', '.1', '.bak', '~', ' (1)', '.swp', '.tmp', ' ', '#');
	fc.assert(
		fc.property(days, before, after, (day, head, tail) => {
			const name = `${head}${day}.jsonl${tail}`;
			expect(looksLikeDayFile(name)).toBe(head !== '' || tail !== '');
		}),
	);
});

test('no name is both, whatever it is', () => {
	const parts = fc.constantFrom('2026', '-', '11', '20', '.jsonl', '.gz', '30', '02', ' ', '0');
	const names = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(parts).map((all) => all.join('')),
	);
	fc.assert(
		fc.property(names, (name) => {
			const isADay = name.endsWith('.jsonl') && isDay(name.slice(0, -6));
			expect(isADay && looksLikeDayFile(name)).toBe(false);
			if (!/\p{N}/u.test(name)) expect(looksLikeDayFile(name)).toBe(false);
		}),
	);
});

test('says why a file is not a day', () => {
	expect(notDayReason('2026-11-20.jsonl.GZ')).toBe('compressed');
	expect(notDayReason('2026-02-30.jsonl')).toBe('no-such-date');
	expect(notDayReason('2026-11-20.jsonl.bak')).toBe('name');
});
