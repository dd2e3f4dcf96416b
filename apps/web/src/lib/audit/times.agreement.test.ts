import { openAuditLog } from '@tool-audit/core';
import * as fc from 'fast-check';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instantOf, momentOfText, timeInFull, timeOfDay } from './times.ts';

/** The page and the filter read every `ts` alike: docs/format.md §3. */

const ZONES = [
	...['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe'],
	...['Pacific/Chatham', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Apia', 'Europe/Dublin'],
];
const DAY = '2026-11-22';
const TIMES = 1_000;
/** Filters that are tried in each zone. */
const FILTERS = 30;

const digits = (max: number, length = 2) =>
	fc.nat(max).map((number) => String(number).padStart(length, '0'));
const joined = (...parts: (fc.Arbitrary<string> | string)[]) =>
	fc
		.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
		.map((texts) => texts.join(''));

const date = fc.oneof(
	joined(fc.constantFrom('2026', '2024', '2011', '1900'), '-', digits(13), '-', digits(32)),
	joined(digits(9999, 4), '-', digits(12), '-', digits(31)),
	// In some of the zones, clocks went forward or back.
	fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-09-27', '2026-10-04'),
	fc.constantFrom('2026-10-25', '2026-11-01', '2011-12-30', '0001-01-01', '9999-12-31'),
);
const clock = fc.oneof(
	joined(digits(24), ':', digits(60)),
	joined(digits(3), ':', digits(59), ':', digits(59)),
	joined(digits(25), ':', digits(61), ':', digits(61)),
	fc.constantFrom('24:00:00', '24:00', '23:59:60', '7:41:03', '07:41:3', '0741', '07'),
);
const fraction = fc.oneof(
	fc.constantFrom('', '', '.', '.1299999999', '.9999999999999', '.0005', `.${'1'.repeat(3_000)}`),
	joined(fc.constantFrom('.', ','), digits(999, 3)),
	joined('.', digits(999_999, 6)),
);
const offset = fc.oneof(
	fc.constantFrom('', '', 'Z', 'z', '+24:00', '-00:00', '+1:00', '+01:', '+01:60', '+99:99', ' Z'),
	joined(fc.constantFrom('+', '-'), digits(24)),
	joined(fc.constantFrom('+', '-'), digits(24), fc.constantFrom('', ':'), digits(60)),
);
const ts = fc.oneof(
	{
		weight: 9,
		arbitrary: joined(date, fc.constantFrom('T', ' ', 't', '_'), clock, fraction, offset),
	},
	{ weight: 1, arbitrary: fc.oneof(date, clock, fc.string(), fc.constant('2026-W47-7T07:41:03')) },
);

/** Positions of the entries that match a filter. */
async function open(timeZone: string, list: string[]) {
	const home = await mkdtemp(join(tmpdir(), 'audit-times-'));
	const folder = join(home, 'alice', 'tool_audit');
	await mkdir(folder, { recursive: true });
	const lines = list.map((ts, index) => {
		const entry = { ts, user: 'alice', tool: 'x', args: {}, status: 'ok' };
		const line = JSON.stringify({ ...entry, result_chars: 0, result_snippet: '' });
		// Every other line has an escape in a field name, so that it must be parsed.
		return index % 2 === 0 ? line : line.replace('"ts"', '"t\\u0073"');
	});
	await writeFile(join(folder, `${DAY}.jsonl`), `${lines.join('\n')}\n`);
	const log = openAuditLog({ home, timeZone });
	return {
		async taken(since: number, until: number) {
			const filter = {
				since: new Date(since).toISOString(),
				until: new Date(until).toISOString(),
			};
			const positions: number[] = [];
			await using rows = log.rows('alice', DAY, { filter });
			for await (const batch of rows) positions.push(...batch.map(({ position }) => position));
			return positions;
		},
		async [Symbol.asyncDispose]() {
			await log.close();
			await rm(home, { recursive: true });
		},
	};
}

const EVER = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')] as const;

test.each(ZONES)('in %s a filter takes the times that the page shows', async (timeZone) => {
	const list = fc.sample(ts, TIMES);
	await using log = await open(timeZone, list);
	const read = list.map((ts) => instantOf(ts, timeZone));
	const shown = (since: number, until: number) =>
		[...read.entries()].filter(([, at]) => at != null && at >= since && at < until);
	const compare = async (since: number, until: number) =>
		expect((await log.taken(since, until)).map((index) => [list[index], read[index]])).toEqual(
			shown(since, until).map(([index, at]) => [list[index], at]),
		);

	await compare(...EVER);
	const instants = read.filter((at) => at != null && at >= EVER[0] && at < EVER[1]) as number[];
	const step = Math.ceil(instants.length / FILTERS);
	for (const instant of instants.filter((_, index) => index % step === 0)) {
		await compare(instant, instant + 1);
	}
});

test('an invalid time is shown unchanged, and a valid one on every clock', () => {
	fc.assert(
		fc.property(fc.constantFrom(...ZONES), ts, (logZone, ts) => {
			const clock = { milliseconds: true, logZone, localZone: 'UTC' };
			const moment = momentOfText(ts, logZone);
			const { instant } = moment;
			const utc = timeOfDay(moment, { ...clock, mode: 'utc' });
			if (instant == null) {
				expect([utc, timeOfDay(moment, { ...clock, mode: 'recorded' })]).toEqual([ts, ts]);
				expect(timeInFull(moment, clock)).toContain('This is no time that could be read.');
			} else {
				expect(utc).toBe(new Date(instant).toISOString().slice(-13, -1));
			}
		}),
	);
});
