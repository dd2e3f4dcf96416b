/** Calls that are recorded with the instant of their start (docs/format.md §7). */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openRecorder } from '../src/open-recorder.ts';
import { openZone } from '../src/format/time.ts';
import { call, DAY, dayPath, makeHome, readEntries, startRecorder } from './write-fixture.ts';

const NOON = Date.parse(`${DAY}T12:00:00.120Z`);

test('the start of a call gives its time, its day and its id', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home, { zone: openZone('Europe/Berlin') });
	const at = new Date('2026-11-20T23:30:00.500Z');
	const receipt = await recorder.record(call(), { at });
	expect(receipt).toMatchObject({ written: true, ts: '2026-11-21T00:30:00.500+01:00' });
	expect(receipt.day).toBe('2026-11-21');
	const [entry] = await readEntries(dayPath(home, 'alice', '2026-11-21'));
	expect(entry).toMatchObject({ ts: receipt.ts, id: receipt.id });
	const idMs = parseInt(receipt.id.replace('-', '').slice(0, 12), 16);
	expect(idMs).toBe(at.getTime());
});

test.each([
	['at once', 0, undefined, undefined],
	['5 seconds later', 5_000, undefined, undefined],
	['more than 5 seconds later', 5_001, undefined, '2026-11-22T12:00:00.120+00:00'],
	['at the end of a call that took long', 600_000, 598_000, undefined],
	['long after a call that took long', 600_000, 500_000, '2026-11-22T12:00:00.120+00:00'],
])('a call that is written %s', async (_, agoMs, duration, recordedAt) => {
	const home = await makeHome();
	const part = duration === undefined ? {} : { duration_ms: duration };
	await startRecorder(home).record(call(part), { at: NOON - agoMs });
	const [entry] = await readEntries(dayPath(home));
	expect(entry!['recorded_at']).toBe(recordedAt);
});

test.each([
	['in more than a minute', NOON + 60_001, '2026-11-22T12:01:00.121Z'],
	['before 2000', Date.UTC(1999, 11, 31, 23, 59, 59, 999), '1999-12-31T23:59:59.999Z'],
	['never', Number.NaN, '"NaN"'],
	['at an invalid date', new Date('never'), 'an invalid date'],
])('a call that began %s is refused with a reason', async (_, at, named) => {
	const home = await makeHome();
	const receipt = await startRecorder(home).record(call(), { at });
	expect(receipt).toMatchObject({
		written: false,
		reason: `A call can't have begun at ${named}. It begins in 2000 or later, and at most a minute in the future. Correct this instant, or leave it out.`,
	});
	const closed = startRecorder(home, { onFailure: 'closed' });
	await expect(closed.record(call(), { at })).rejects.toMatchObject({ code: 'bad-time' });
	expect(existsSync(dayPath(home))).toBe(false);
});

test('a call may begin a minute ahead: clocks differ', async () => {
	const home = await makeHome();
	await startRecorder(home).record(call(), { at: NOON + 60_000 });
	expect(await readEntries(dayPath(home))).toHaveLength(1);
});

test('the length of a whole result is that of the caller, who has only its beginning', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home);
	await recorder.record(call({ result: 'begin' }), { resultChars: 1_000_000 });
	const [entry] = await readEntries(dayPath(home));
	expect(entry).toMatchObject({ result_chars: 1_000_000, result_snippet: 'begin' });
	const wrong = await recorder.record(call(), { resultChars: -1 });
	expect(wrong).toMatchObject({ written: false, reason: expect.stringContaining('resultChars') });
});

test('the time of writing is the recorder’s alone', async () => {
	const home = await makeHome();
	await startRecorder(home).record(call({ extra: { recorded_at: 'yesterday' } }));
	const [entry] = await readEntries(dayPath(home));
	expect(entry).not.toHaveProperty('recorded_at');
});

test('a recorder that is opened alone writes the same as a log', async () => {
	const [home, other] = [await makeHome(), await makeHome()];
	const now = () => NOON;
	const secret = ['ghp', 'a'.repeat(36)].join('_');
	const both = call({ args: { token: secret, badge: 'B-1234', note: 'x'.repeat(600) } });
	const redact = { patterns: [{ name: 'badge', pattern: 'B-\\d{4}' }], key: Buffer.alloc(32) };
	for (const timeZone of [undefined, 'UTC', 'America/St_Johns']) {
		const recorder = await openRecorder({ home, timeZone, redact, now });
		await recorder.record(both, { at: NOON - 60_000 });
		await recorder.close();
		const log = startRecorder(other, {
			...{ zone: openZone(timeZone), now },
			redact: { ...redact, patterns: [{ name: 'badge', pattern: /B-\d{4}/ }] },
		});
		await log.record(both, { at: NOON - 60_000 });
	}
	const lines = async (path: string) =>
		(await readEntries(path)).map((entry) => ({ ...entry, id: '' }));
	expect(await lines(dayPath(home))).toEqual(await lines(dayPath(other)));
	expect(await lines(dayPath(home))).toHaveLength(3);
});
