import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { distinctSecrets } from '../src/read/query/distinct-secrets.ts';
import { REDACTION_RULES } from '../src/format/redact/rules-number.ts';
import { DAY, line, numbered, openTestLog, USER } from './read-fixture.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');
const EARLIER = '2026-11-21';

const withToken = `${line({ args: { note: TOKEN } })}\n`;
const inArgs = (rule: string, count = 1) => ({ field: 'args', rule, count });
const NOTHING = { calls: 0, secrets: 0, rules: [], rows: [], distinct: [], damaged: 0 };

test('counts the calls and the secrets of a day, and names the rows and rules', async () => {
	const { log, write } = await openTestLog();
	const both = line({ args: { password: 'hunter2', a: TOKEN, b: TOKEN } });
	await write(`${numbered(3)}${withToken}${numbered(2)}${both}\n`);
	const { rows: [first, second] = [], distinct, ...counts } = await log.countSecrets(USER, DAY);
	expect(counts).toEqual({
		...{ day: DAY, calls: 2, secrets: 4, damaged: 0 },
		rules: [
			{ rule: 'github-token', count: 3 },
			{ rule: 'password', count: 1 },
		],
		looked: { bytes: expect.any(Number), bytesTotal: expect.any(Number) },
	});
	const [token, password] = distinct;
	expect(token).toMatchObject({ rules: ['github-token'], count: 3, position: 6, ref: second?.ref });
	expect(password).toMatchObject({ rules: ['password'], count: 1, position: 6 });
	expect(first).toMatchObject({ position: 3, secrets: [inArgs('github-token')] });
	expect(second).toMatchObject({
		position: 6,
		secrets: [inArgs('password'), inArgs('github-token', 2)],
	});
});

test('the ref of a row finds it', async () => {
	const { log, write } = await openTestLog();
	await write(`${numbered(3)}${withToken}`);
	const { rows } = await log.countSecrets(USER, DAY);
	const detail = await log.entry(USER, DAY, rows[0]!.ref);
	expect(detail?.row).toMatchObject({ position: 3, entry: { args: { note: TOKEN } } });
});

test('never returns the secret, or anything else of the line', async () => {
	const { log, write } = await openTestLog();
	await write(`${line({ args: { note: TOKEN }, [TOKEN]: TOKEN })}\n`);
	expect(JSON.stringify(await log.countSecrets(USER, DAY))).not.toContain(TOKEN.slice(4, 20));
});

test('changes nothing in the log', async () => {
	const { log, write, pathOf } = await openTestLog();
	await write(withToken);
	const before = await stat(pathOf());
	await log.countSecrets(USER, DAY);
	const { mtimeMs, ctimeMs, size } = await stat(pathOf());
	expect({ mtimeMs, ctimeMs, size }).toEqual({
		mtimeMs: before.mtimeMs,
		ctimeMs: before.ctimeMs,
		size: before.size,
	});
	expect(await readFile(pathOf(), 'utf8')).toBe(withToken);
});

test('what this log records itself holds no secret', async () => {
	const { log } = await openTestLog();
	const args = { password: 'hunter2', header: `Authorization: Bearer ${TOKEN}` };
	await log.record({ user: USER, tool: 't', args, status: 'ok', result: `token=${TOKEN}` });
	expect(await log.countSecrets(USER, DAY)).toMatchObject(NOTHING);
});

test('a day without a file has no secrets', async () => {
	const { log } = await openTestLog();
	expect(await log.countSecrets(USER, DAY)).toEqual({
		...{ day: DAY, ...NOTHING },
		looked: { bytes: 0, bytesTotal: 0 },
	});
});

test('counts a last line without a newline, once', async () => {
	const { log, write, append } = await openTestLog();
	await write(numbered(2) + withToken.trimEnd());
	expect((await log.countSecrets(USER, DAY)).rows).toMatchObject([{ position: 2 }]);
	expect((await log.countedSecrets(USER)).days).toMatchObject([{ calls: 1 }]);
	await append('\n');
	expect(await log.countSecrets(USER, DAY)).toMatchObject({ calls: 1, rows: [{ position: 2 }] });
});

test('counts entries that are merged into one line, and those after a torn line', async () => {
	const { log, write } = await openTestLog();
	await write(`${numbered(1)}${line().slice(0, 60)}${line({ args: { note: TOKEN } })}\n`);
	expect(await log.countSecrets(USER, DAY)).toMatchObject({ calls: 1, rows: [{ position: 2 }] });
});

test('names damaged lines that may hold a secret', async () => {
	const { log, write } = await openTestLog();
	await write(`not json\n{"args":{"note":"${TOKEN}\n${numbered(1)}`);
	expect(await log.countSecrets(USER, DAY)).toMatchObject({ ...NOTHING, damaged: 1 });
});

test('names a line that is too long to be read', async () => {
	const { log, write } = await openTestLog();
	await write(`${line({ args: { text: 'x'.repeat(5 * 1024 * 1024) } })}\n${withToken}`);
	expect(await log.countSecrets(USER, DAY)).toMatchObject({
		...{ calls: 1, damaged: 1 },
		rows: [{ position: 1 }],
	});
});

test('names the first 1,000 rows, and counts all: over several parts of a file', async () => {
	const { log, write } = await openTestLog();
	await write(numbered(4_000, (n) => ({ args: { n, note: n % 2 ? TOKEN : 'x'.repeat(200) } })));
	const { calls, secrets, rows } = await log.countSecrets(USER, DAY);
	expect({ calls, secrets }).toEqual({ calls: 2_000, secrets: 2_000 });
	expect(rows.map(({ position }) => position)).toEqual(
		Array.from({ length: 1_000 }, (_, n) => 2 * n + 1),
	);
});

test('names the days that are not counted yet, and counts none by itself', async () => {
	const { log, write } = await openTestLog();
	await write(withToken);
	await write(withToken, EARLIER);
	const none = { days: [], missing: [DAY, EARLIER], unreadable: [] };
	expect(await log.countedSecrets(USER)).toEqual(none);
	expect(await log.countedSecrets(USER)).toEqual(none);
	const counted = await log.countSecrets(USER, EARLIER);
	expect(await log.countedSecrets(USER)).toEqual({
		...{ days: [counted], missing: [DAY], unreadable: [] },
	});
});

test('a day that has grown is counted up to where it was searched, until it is counted again', async () => {
	const { log, write, append } = await openTestLog();
	await write(withToken);
	await log.countSecrets(USER, DAY);
	expect((await log.countedSecrets(USER)).days).toMatchObject([{ calls: 1 }]);
	await append(withToken);
	const { length } = withToken;
	expect((await log.countedSecrets(USER)).days).toMatchObject([
		{ calls: 1, looked: { bytes: length, bytesTotal: 2 * length } },
	]);
	const { calls, rows, looked } = await log.countSecrets(USER, DAY);
	expect({ calls, looked }).toEqual({
		...{ calls: 2, looked: { bytes: 2 * length, bytesTotal: 2 * length } },
	});
	expect(rows.map(({ position }) => position)).toEqual([0, 1]);
});

test('a file that was replaced is not counted yet', async () => {
	const { log, write, pathOf } = await openTestLog();
	await write(withToken);
	await log.countSecrets(USER, DAY);
	await rm(pathOf());
	await write(numbered(1));
	expect(await log.countedSecrets(USER)).toMatchObject({ days: [], missing: [DAY] });
});

test('keeps the counts of a large day on disk, under the number of the rules', async () => {
	const { log, write, open, data } = await openTestLog();
	await write(withToken + numbered(1_000));
	const counted = await log.countSecrets(USER, DAY);
	expect((await open().countedSecrets(USER)).days).toEqual([counted]);
	const text = await readFile(join(data, 'index', USER, `${DAY}.secrets.json`));
	expect(text.toString()).toContain(`"name":"secrets.${REDACTION_RULES}-`);
	expect(text.toString()).not.toContain(TOKEN.slice(4, 20));
});

test('equal secrets have one hash in all days, which is that of the key', async () => {
	const { log, write, open, data } = await openTestLog();
	await write(withToken + numbered(1_000));
	await write(withToken, EARLIER);
	const hashIn = async (audit: typeof log, day: string) =>
		(await audit.countSecrets(USER, day)).rows[0]!.secrets[0]!.hash;
	const hash = await hashIn(log, DAY);
	expect(hash).toMatch(/^[\da-f]{8}$/);
	expect(await hashIn(open(), EARLIER)).toBe(hash);
	const { length } = await readFile(join(data, 'redaction.key'));
	await writeFile(join(data, 'redaction.key'), Buffer.alloc(length, 1));
	expect(await hashIn(open(), DAY)).not.toBe(hash);
	const kept = await readdir(join(data, 'index', USER));
	expect(kept.filter((name) => name.includes('secrets'))).toEqual([`${DAY}.secrets.json`]);
});

test('names each secret once: of a day over several parts of its file, and of several days', async () => {
	const { log, write } = await openTestLog();
	const password = (n: number) => ({
		args: { password: `hunter-${n % 3}`, note: 'x'.repeat(300) },
	});
	await write(numbered(4_000, password));
	await write(`${line({ args: { command: 'mysql -phunter-1' } })}\n`, EARLIER);
	const day = await log.countSecrets(USER, DAY);
	expect(day.distinct.map(({ count, position }) => [count, position])).toEqual([
		[1_334, 3_999],
		[1_333, 3_997],
		[1_333, 3_998],
	]);
	const earlier = await log.countSecrets(USER, EARLIER);
	const { secrets, isComplete } = distinctSecrets([earlier, day]);
	expect(isComplete).toBe(true);
	expect(secrets.map(({ count, days, last }) => [count, days, last.day, last.position])).toEqual([
		[1_334, 2, DAY, 3_997],
		[1_334, 1, DAY, 3_999],
		[1_333, 1, DAY, 3_998],
	]);
});

test('names the first thousand different secrets of a day', async () => {
	const { log, write } = await openTestLog();
	await write(numbered(1_200, (n) => ({ args: { password: `hunter-${n}` } })));
	const day = await log.countSecrets(USER, DAY);
	expect([day.secrets, day.distinct.length]).toEqual([1_200, 1_000]);
	expect(distinctSecrets([day]).isComplete).toBe(false);
});

test('names the first fifty secrets of a call, and counts all', async () => {
	const { log, write } = await openTestLog();
	const list = Array.from({ length: 60 }, (_, n) => ({ password: `hunter-${n}` }));
	await write(`${line({ args: { list } })}\n`);
	const { rows, secrets } = await log.countSecrets(USER, DAY);
	expect([rows[0]!.secrets.length, secrets]).toEqual([50, 60]);
});

test('counts by the names and patterns that the log was opened with, and anew for others', async () => {
	const { write, open } = await openTestLog();
	await write(`${line({ args: { badge: 'B-7', note: 'staff-77' } })}\n${numbered(1_000)}`);
	const plain = open();
	expect(await plain.countSecrets(USER, DAY)).toMatchObject(NOTHING);
	const further = open({
		redact: { names: ['badge'], patterns: [{ name: 'staff', pattern: /STAFF-\d+/i }] },
	});
	expect(await further.countedSecrets(USER)).toMatchObject({ missing: [DAY] });
	expect((await further.countSecrets(USER, DAY)).rules).toEqual([
		{ rule: 'name', count: 1 },
		{ rule: 'staff', count: 1 },
	]);
	expect((await plain.countedSecrets(USER)).days).toMatchObject([NOTHING]);
	const other = open({ redact: { names: ['desk'] } });
	expect(await other.countedSecrets(USER)).toMatchObject({ days: [], missing: [DAY] });
});

test('names days that can’t be read, beside the others', async () => {
	const { log, write, pathOf } = await openTestLog();
	await write(withToken, EARLIER);
	await symlink(pathOf(EARLIER), pathOf());
	await mkdir(pathOf('2026-11-20'));
	await log.countSecrets(USER, EARLIER);
	const { days, missing, unreadable } = await log.countedSecrets(USER);
	expect({ days, missing }).toMatchObject({ days: [{ day: EARLIER, calls: 1 }], missing: [] });
	expect(unreadable.map(({ day, code }) => [day, code])).toEqual([
		[DAY, 'unsafe-file'],
		['2026-11-20', 'unsafe-file'],
	]);
	await expect(log.countSecrets(USER, DAY)).rejects.toMatchObject({ code: 'unsafe-file' });
});

test.each(['countSecrets', 'countedSecrets'] as const)(
	'%s ends with its signal',
	async (method) => {
		const { log, write } = await openTestLog();
		await write(withToken);
		const options = { signal: AbortSignal.abort() };
		const work =
			method === 'countSecrets'
				? log.countSecrets(USER, DAY, options)
				: log.countedSecrets(USER, options);
		await expect(work).rejects.toMatchObject({ code: 'aborted' });
	},
);

test('numbers that are rounded to the same double are two secrets, also in a last line without a newline', async () => {
	const { log, write } = await openTestLog();
	const withPin = (digits: string) =>
		line({ args: { pin: 0 } }).replace('"pin":0', `"pin":${digits}`);
	const [one, other] = [withPin('12345678901234567890'), withPin('12345678901234567891')];
	await write(`${one}\n${other}\n${one}\n${other}`);
	const { calls, distinct } = await log.countSecrets(USER, DAY);
	expect(calls).toBe(4);
	expect(distinct.map(({ count }) => count)).toEqual([2, 2]);
});
