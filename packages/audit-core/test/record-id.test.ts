import { expect, test } from 'vitest';
import type { AuditErrorCode } from '../src/index.ts';
import { openSyncRecorder } from '../src/sync-recorder.ts';
import {
	call,
	DAY,
	dayPath,
	makeHome,
	readEntries,
	readLines,
	startRecorder,
} from './write-fixture.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');
const now = () => Date.parse(`${DAY}T12:00:00Z`);

test.each(['a', 'A.b_c:d-9', 'x'.repeat(64)])(
	'an entry has the name that a caller gives: %s',
	async (id) => {
		const home = await makeHome();
		const receipt = await startRecorder(home).record(call(), { id });
		const sync = await openSyncRecorder({ home, now, timeZone: 'UTC' });
		expect([receipt, sync.record(call(), { id })]).toMatchObject([{ id }, { id, written: true }]);
		expect(await readEntries(dayPath(home))).toMatchObject([{ id }, { id }]);
	},
);

test.each(['', 'x'.repeat(65), 'a b', 'a/b', 'é', 'a\n', 7, null])('%j is no id', async (given) => {
	const home = await makeHome();
	const id = given as string;
	const code: AuditErrorCode = 'bad-id';
	const open = await startRecorder(home).record(call(), { id });
	expect(open).toMatchObject({
		written: false,
		fate: 'lost',
		reason: expect.stringMatching(/valid id/),
	});
	await expect(startRecorder(home, { onFailure: 'closed' }).record(call(), { id })) //
		.rejects.toMatchObject({ code });
	const sync = await openSyncRecorder({ home, now });
	expect(() => sync.record(call(), { id })).toThrow(expect.objectContaining({ code }) as Error);
});

test('an id that looks like a secret is refused, by the first entry of a recorder and later', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home);
	// Often enough for the plain encoder to take over, and once with what does not fit it.
	for (let count = 0; count < 40; count++) await recorder.record(call());
	const refused = [
		await recorder.record(call(), { id: TOKEN }),
		await recorder.record(call({ args: { n: 1n } }), { id: TOKEN }),
		await startRecorder(home).record(call(), { id: TOKEN }),
	];
	for (const receipt of refused)
		expect(receipt).toMatchObject({
			written: false,
			fate: 'lost',
			reason: expect.stringContaining('looks like a secret') as string,
		});
	expect(await readLines(dayPath(home))).toHaveLength(40);
	const plain = startRecorder(await makeHome(), { redact: false });
	expect(await plain.record(call(), { id: TOKEN })).toMatchObject({ written: true, id: TOKEN });
});

test('without an id, each entry has its own', async () => {
	const recorder = startRecorder(await makeHome());
	const [one, other] = [
		await recorder.record(call()),
		await recorder.record(call(), { id: undefined }),
	];
	expect(one.id).toMatch(/^[\da-f-]{36}$/);
	expect(other.id).not.toBe(one.id);
});
