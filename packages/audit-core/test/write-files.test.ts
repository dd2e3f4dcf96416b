import { readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openZone } from '../src/format/time.ts';
import { openHome } from '../src/home.ts';
import { call, DAY, dayPath, makeHome, readEntries, startRecorder } from './write-fixture.ts';

const numbers = async (path: string) =>
	(await readEntries(path)).map(({ args }) => (args as { n: number }).n);

test('answers with the id, instant and day that it wrote', async () => {
	const home = await makeHome();
	const receipt = await startRecorder(home).record(call());
	const [entry] = await readEntries(dayPath(home));
	expect(receipt).toEqual({ written: true, id: entry!.id, ts: entry!.ts, day: DAY });
	expect(receipt.id).toMatch(
		/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
	);
});

test('creates files that only their owner can read', async () => {
	const home = await makeHome();
	await startRecorder(home).record(call());
	expect((await stat(dayPath(home))).mode & 0o077).toBe(0);
});

test('chooses the file by the instant of each call, also when the clock goes back', async () => {
	const home = await makeHome();
	const instants = [
		'2026-11-22T22:59:59.999Z',
		'2026-11-22T23:00:00.000Z',
		'2026-11-22T22:59:58.000Z',
	];
	const clock = instants.map((instant) => Date.parse(instant));
	const recorder = startRecorder(home, {
		zone: openZone('Europe/Berlin'),
		now: () => clock.shift()!,
	});
	await Promise.all([0, 1, 2].map((n) => recorder.record(call({ args: { n } }))));
	expect(await numbers(dayPath(home, 'alice', '2026-11-22'))).toEqual([0, 2]);
	expect(await numbers(dayPath(home, 'alice', '2026-11-23'))).toEqual([1]);
});

test('writes the offset of the instant, over the end of summer time', async () => {
	const home = await makeHome();
	const clock = ['2026-10-25T00:59:59.999Z', '2026-10-25T01:00:00.000Z'].map((instant) =>
		Date.parse(instant),
	);
	const recorder = startRecorder(home, {
		zone: openZone('Europe/Berlin'),
		now: () => clock.shift()!,
	});
	await Promise.all([0, 1].map((n) => recorder.record(call({ args: { n } }))));
	const entries = await readEntries(dayPath(home, 'alice', '2026-10-25'));
	expect(entries.map(({ ts }) => ts)).toEqual([
		'2026-10-25T02:59:59.999+02:00',
		'2026-10-25T02:00:00.000+01:00',
	]);
});

test('continues under the name of the day when its file was rotated', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home);
	await recorder.record(call({ args: { n: 1 } }));
	await rename(dayPath(home), `${dayPath(home)}.1`);
	await recorder.record(call({ args: { n: 2 } }));
	await recorder.record(call({ args: { n: 3 } }));
	const [moved, current] = [await numbers(`${dayPath(home)}.1`), await numbers(dayPath(home))];
	expect([...moved, ...current]).toEqual([1, 2, 3]);
	expect(current).toContain(3);
});

test('acknowledges nothing that was written to a deleted file', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home);
	await recorder.record(call({ args: { n: 1 } }));
	await rm(join(home, 'alice'), { recursive: true });
	expect(await recorder.record(call({ args: { n: 2 } }))).toMatchObject({ written: true });
	expect(await numbers(dayPath(home))).toEqual([2]);
});

test('does not write through links', async () => {
	const home = await makeHome();
	const elsewhere = join(home, 'elsewhere');
	const recorder = startRecorder(home);
	await recorder.record(call());
	await rm(dayPath(home));
	await symlink(elsewhere, dayPath(home));
	expect(await recorder.record(call())).toMatchObject({ written: false });
	await expect(readFile(elsewhere)).rejects.toThrow('ENOENT');
	await rm(dayPath(home));
	await recorder.close();
	expect(await readEntries(dayPath(home))).toMatchObject([
		{ tool: 'tool_audit.gap', args: { code: 'ELOOP' } },
		{ tool: 'files.read' },
	]);
});

test('keeps to the limit of open files, and writes to all', async () => {
	const home = await makeHome();
	const files = openHome(home);
	let open = 0;
	let openMax = 0;
	const recorder = startRecorder(home, {
		openFilesMax: 3,
		files: {
			identifyDay: (user, day) => files.identifyDay(user, day),
			*openToAppend(user, day) {
				const handle = yield* files.openToAppend(user, day);
				openMax = Math.max(openMax, ++open);
				return {
					...handle,
					*close() {
						yield* handle.close();
						open--;
					},
				};
			},
		},
	});
	const users = Array.from({ length: 10 }, (_, index) => `user${index}`);
	for (const n of [1, 2])
		await Promise.all(users.map((user) => recorder.record(call({ user, args: { n } }))));
	await recorder.close();
	expect(openMax).toBe(3);
	expect(open).toBe(0);
	expect(await readdir(home)).toEqual(users);
	for (const user of users) expect(await numbers(dayPath(home, user))).toEqual([1, 2]);
});

test('creates a redaction key of 32 bytes, and uses it again', async () => {
	const [home, data] = [await makeHome(), await makeHome()];
	const args = { password: 'correct horse battery staple' };
	await startRecorder(home, { data }).record(call({ args }));
	expect(await readFile(join(data, 'redaction.key'))).toHaveLength(32);
	await startRecorder(home, { data }).record(call({ args }));
	const [first, second] = await readEntries(dayPath(home));
	expect(JSON.stringify(first!.args)).not.toContain('horse');
	expect(second!.args).toEqual(first!.args);
});

test.each([0, 31, 33])('rejects a key of %i bytes, and does not change it', async (bytes) => {
	const [home, data] = [await makeHome(), await makeHome()];
	const path = join(data, 'redaction.key');
	await writeFile(path, Buffer.alloc(bytes, 7));
	expect(() => startRecorder(home, { data })).toThrow(
		expect.objectContaining({ code: 'damaged-key' }),
	);
	expect(await readFile(path)).toEqual(Buffer.alloc(bytes, 7));
});

test('records without a redaction key when none can be stored, and logs it', async () => {
	const home = await makeHome();
	const data = join(await makeHome(), 'file');
	await writeFile(data, 'no folder');
	const told: string[] = [];
	const recorder = startRecorder(home, { data, log: (message) => told.push(message) });
	expect(await recorder.record(call())).toMatchObject({ written: true });
	expect(told).toEqual([
		expect.stringMatching(/^tool-audit: The key of redaction marks can't be kept \(E\w+\)/),
	]);
});
