import { expect, onTestFinished, test, vi } from 'vitest';
import type { WriteFailure } from '../src/write/trouble.ts';
import { createMemoryDisk, type Operation } from './memory-disk.ts';
import { call, DAY, startRecorder } from './write-fixture.ts';

const QUICK = {
	...{ retryFirstMs: 1, retryMaxMs: 4, groupWaitMs: 1, tornAfterMs: 5 },
	...{ stallMs: 100, closeWaitMs: 300, landWaitMaxMs: 10 },
};

function start(options: Parameters<typeof startRecorder>[1] = {}) {
	const disk = createMemoryDisk();
	const failures: WriteFailure[] = [];
	const onError = (failure: WriteFailure) => failures.push(failure);
	const recorder = startRecorder('', { files: disk, timings: QUICK, onError, ...options });
	const record = (n: number) => recorder.record(call({ args: { n } }));
	return { disk, recorder, record, failures };
}

/** The `ts` of every call. */
const NOON = `${DAY}T12:00:00.120+00:00`;

const entries = (text: string) =>
	text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as { tool: string; args: Record<string, unknown>; id: string });

/** The numbers of the calls, and `gap` for a gap entry. */
const order = (text: string) =>
	entries(text).map(({ tool, args }) => (tool === 'tool_audit.gap' ? 'gap' : args.n));

test('writes the calls of one tick at once, in their order', async () => {
	const { disk, record } = start();
	await Promise.all([1, 2, 3].map(record));
	expect(disk.calls.write).toBe(1);
	expect(order(disk.text())).toEqual([1, 2, 3]);
});

test.each([
	['os', 0],
	['group', 1],
	['sync', 3],
] as const)(
	'with durability %s, three calls of one tick take %i syncs',
	async (durability, syncs) => {
		const { disk, record } = start({ durability });
		await Promise.all([1, 2, 3].map(record));
		expect(disk.calls.datasync).toBe(syncs);
		if (syncs > 0) expect(disk.synced).toBe(disk.text().length);
	},
);

test('answers no call of a group before the disk has synced it', async () => {
	const { disk, record } = start({ durability: 'group' });
	const { promise, resolve } = Promise.withResolvers<void>();
	disk.fault = (operation) => (operation === 'datasync' ? { until: promise } : undefined);
	let isAnswered = false;
	const receipt = record(1).then(() => (isAnswered = true));
	while (disk.calls.datasync === 0) await new Promise(setImmediate);
	expect(isAnswered).toBe(false);
	resolve();
	await receipt;
	expect(disk.synced).toBe(disk.text().length);
});

const OPERATIONS: Operation[] = ['open', 'write', 'datasync', 'stat', 'identify'];
const CODES = ['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EROFS'];

test.each(OPERATIONS.flatMap((operation) => [1, 2, 3, 4].map((n) => [n, operation] as const)))(
	'when call %i of %s fails, every entry is written once, in order',
	async (n, operation) => {
		for (const durability of ['os', 'group', 'sync'] as const) {
			const { disk, record, recorder } = start({ durability });
			const code = CODES[n % CODES.length]!;
			disk.fault = (name, count) =>
				name === operation && count === n ? { error: code } : undefined;
			const receipts = [];
			for (let call = 0; call < 6; call += 2) {
				receipts.push(...(await Promise.all([record(call), record(call + 1)])));
			}
			await recorder.close();
			const written = entries(disk.text()).filter(({ tool }) => tool !== 'tool_audit.gap');
			expect(written.map(({ args }) => args.n)).toEqual([0, 1, 2, 3, 4, 5]);
			expect(written.map(({ id }) => id)).toEqual(receipts.map(({ id }) => id));
			const hasFailed = receipts.some((receipt) => !receipt.written);
			expect(order(disk.text()).includes('gap')).toBe(hasFailed);
		}
	},
);

test('writes a gap entry before what was kept: reason, start, numbers', async () => {
	const { disk, record, recorder, failures } = start();
	disk.fault = (operation, n) =>
		operation === 'write' && n === 2 ? { error: 'ENOSPC' } : undefined;
	await record(1);
	const full = { written: false, day: DAY, reason: 'The disk is full.', fate: 'kept' };
	expect(await record(2)).toMatchObject(full);
	await recorder.close();
	expect(order(disk.text())).toEqual([1, 'gap', 2]);
	const [, gap] = entries(disk.text());
	expect(gap).toMatchObject({
		args: {
			...{ code: 'ENOSPC', kept: 1, lost: 0, unconfirmed: 0 },
			...{ since: NOON, until: NOON },
		},
		status: 'error',
		user: 'alice',
		result_snippet:
			`The disk is full. Of the calls from ${NOON} to ${NOON}, 1 were kept and follow, ` +
			`0 are lost, 0 were written without the disk's confirmation.`,
	});
	expect(failures).toEqual([
		{
			code: 'ENOSPC',
			message: 'The disk is full.',
			user: 'alice',
			day: DAY,
			entries: 1,
			fate: 'kept',
		},
	]);
	expect(recorder.stats()).toMatchObject({
		...{ failed: 1, lost: 0, queued: 0, failingSince: null, lastFailure: failures[0] },
	});
});

test('while the disk fails calls are answered at once, kept, and written when it works again', async () => {
	const { disk, record, recorder } = start();
	let isDown = true;
	disk.fault = (operation) => (operation === 'write' && isDown ? { error: 'EIO' } : undefined);
	for (let n = 0; n < 50; n++) expect(await record(n)).toMatchObject({ written: false });
	expect(recorder.stats()).toMatchObject({ queued: 50, failed: 50, written: 0 });
	expect(recorder.stats().failingSince).toBe(NOON);
	isDown = false;
	while (recorder.stats().queued > 0) await new Promise((resolve) => setTimeout(resolve, 1));
	expect(order(disk.text())).toEqual(['gap', ...Array.from({ length: 50 }, (_, n) => n)]);
	expect(recorder.stats()).toMatchObject({ queued: 0, queuedBytes: 0, failingSince: null });
});

test('reports a kept call once, however often the disk fails', async () => {
	const { disk, record, recorder, failures } = start();
	disk.fault = (operation, n) => (operation === 'write' && n <= 4 ? { error: 'EIO' } : undefined);
	await record(1);
	await vi.waitUntil(() => recorder.stats().queued === 0, { timeout: 60_000 });
	expect(disk.calls.write).toBeGreaterThan(4);
	await recorder.close();
	expect(failures).toMatchObject([{ code: 'EIO', entries: 1, fate: 'kept' }]);
	expect(recorder.stats()).toMatchObject({ failed: 1, lost: 0 });
});

test('prints failures on the terminal by default', async () => {
	const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	onTestFinished(() => error.mockRestore());
	const { disk, record } = start({ log: undefined });
	disk.fault = (operation, n) =>
		operation === 'write' && n === 1 ? { error: 'ENOSPC' } : undefined;
	await record(1);
	const told = `tool-audit: The disk is full. (ENOSPC) 1 call of alice on ${DAY}: kept`;
	expect(error.mock.calls).toEqual([[told]]);
});

test.each([
	['a user that can be none', { user: '../bob' }, {}, `1 call on ${DAY}: lost`],
	['a start that is no instant', {}, { at: Number.NaN }, '1 call: lost'],
])('prints what it knows of a call with %s', async (_, part, how, told) => {
	const lines: string[] = [];
	const { recorder } = start({ log: (line) => void lines.push(line) });
	await recorder.record({ ...call(), ...part }, how);
	expect(lines).toEqual([expect.stringMatching(/^tool-audit: \S.+\. \(bad-\w+\) /)]);
	expect(lines[0]!.endsWith(`) ${told}`)).toBe(true);
});

test('keeps no more than its memory budget, and reports how many are lost', async () => {
	const { disk, record, recorder, failures } = start({ queueBytes: 2_000 });
	let isDown = true;
	disk.fault = (operation) => (operation === 'write' && isDown ? { error: 'EIO' } : undefined);
	for (let n = 0; n < 10; n++) await record(n);
	const { queued, lost } = recorder.stats();
	expect(queued).toBeGreaterThan(0);
	expect(lost).toBe(10 - queued);
	expect(failures.at(-1)).toMatchObject({
		...{ code: 'queue-full', message: 'Too many entries wait for the disk.' },
		...{ fate: 'lost', entries: 1 },
	});
	isDown = false;
	await recorder.close();
	const written = order(disk.text()).filter((name) => name !== 'gap');
	expect(written).toEqual(Array.from({ length: queued }, (_, n) => n));
	// Calls that are lost while the first gap is written are in a second one.
	const gaps = entries(disk.text()).filter(({ tool }) => tool === 'tool_audit.gap');
	const told = gaps.map(({ args }) => (args as { lost: number }).lost);
	expect(told.reduce((sum, lost) => sum + lost, 0)).toBe(lost);
});

test('calls that are lost while a gap is written are in the next one', async () => {
	const { disk, record, recorder } = start({ queueBytes: 2_000 });
	const { promise: gapIsWritten, resolve: writeGap } = Promise.withResolvers<void>();
	const { promise: gapBegins, resolve: begin } = Promise.withResolvers<void>();
	let isDown = true;
	disk.fault = (operation) => {
		if (operation !== 'write') return undefined;
		if (isDown) return { error: 'EIO' };
		begin();
		return { until: gapIsWritten };
	};
	for (let n = 0; n < 10; n++) await record(n);
	isDown = false;
	await gapBegins;
	for (let n = 10; n < 20; n++) await record(n);
	writeGap();
	disk.fault = () => undefined;
	const { lost } = recorder.stats();
	await recorder.close();
	const gaps = entries(disk.text()).filter(({ tool }) => tool === 'tool_audit.gap');
	expect(gaps).toHaveLength(2);
	expect(gaps.reduce((sum, { args }) => sum + (args['lost'] as number), 0)).toBe(lost);
});

test('when the disk hangs, calls are answered, and what it accepted is not written again', async () => {
	const { disk, record, recorder } = start();
	const { promise, resolve } = Promise.withResolvers<void>();
	disk.fault = (operation, n) =>
		operation === 'write' && n === 1 ? { until: promise } : undefined;
	expect(await record(1)).toMatchObject({ written: false, reason: 'The disk does not answer.' });
	expect(await record(2)).toMatchObject({ written: false, reason: 'The disk does not answer.' });
	resolve();
	await recorder.close();
	expect(order(disk.text())).toEqual([1, 'gap', 2]);
});

test('fail-closed rejects, keeps nothing, and writes a gap before the next entry', async () => {
	const { disk, record, recorder } = start({ onFailure: 'closed' });
	disk.fault = (operation, n) =>
		operation === 'write' && n === 1 ? { error: 'ENOSPC' } : undefined;
	await expect(record(1)).rejects.toMatchObject({ code: 'not-recorded', name: 'AuditError' });
	expect(await record(2)).toMatchObject({ written: true });
	expect(order(disk.text())).toEqual(['gap', 2]);
	expect(entries(disk.text())[0]!.args).toMatchObject({ kept: 0, lost: 1 });
	expect(recorder.stats()).toMatchObject({ queued: 0, queuedBytes: 0, lost: 1 });
});

test('fail-closed rejects in time when the disk hangs, and writes nothing that it rejected', async () => {
	const { disk, record, recorder } = start({ onFailure: 'closed' });
	const { promise, resolve } = Promise.withResolvers<void>();
	disk.fault = (operation, n) =>
		operation === 'write' && n === 1 ? { until: promise } : undefined;
	const first = record(1);
	while (disk.calls.write === 0) await new Promise(setImmediate);
	const second = record(2);
	await expect(first).rejects.toThrow('The disk does not answer.');
	await expect(second).rejects.toThrow('The disk does not answer.');
	await expect(record(3)).rejects.toThrow('The disk does not answer.');
	resolve();
	await recorder.close();
	expect(order(disk.text())).toEqual([1, 'gap']);
});

test.each([1, 10, 100, 300, 500])(
	'a write of only %i bytes neither damages nor repeats an entry',
	async (short) => {
		const { disk, record, recorder } = start();
		disk.fault = (operation, n) => (operation === 'write' && n === 1 ? { short } : undefined);
		await Promise.all([1, 2, 3, 4].map(record));
		await recorder.close();
		const lines = disk.text().split('\n').slice(0, -1);
		const whole = lines.filter((line) => line.endsWith('}') && !line.includes('tool_audit.gap'));
		expect(whole.map((line) => (JSON.parse(line) as { args: { n?: number } }).args.n)).toEqual([
			1, 2, 3, 4,
		]);
		expect(lines.filter((line) => !line.endsWith('}'))).toHaveLength(1);
	},
);

test('a write without only the last newline repeats nothing', async () => {
	const { disk, record, recorder } = start();
	disk.fault = (operation, n) =>
		operation === 'write' && n === 1 ? { short: disk0 - 1 } : undefined;
	const disk0 = Buffer.byteLength(await lineOf(1));
	await Promise.all([1, 2].map(record));
	await recorder.close();
	expect(order(disk.text())).toEqual([1, 2]);
});

async function lineOf(n: number): Promise<string> {
	const { disk, record } = start();
	await record(n);
	return disk.text();
}

test('ends the incomplete line of a killed process with a newline', async () => {
	const { disk, record } = start();
	disk.append('{"ts":"2026');
	await record(1);
	disk.append('{"ts":"20');
	await record(2);
	const lines = disk.text().split('\n');
	expect(lines.map((line) => line.slice(0, 11))).toEqual([
		'{"ts":"2026',
		'{"ts":"2026',
		'{"ts":"20',
		'{"ts":"2026',
		'',
	]);
});

test('waits for another writer, and adds no blank line to its line', async () => {
	const { disk, record } = start();
	disk.append('{"ts":"half');
	const receipt = record(1);
	while (disk.calls.read === 0) await new Promise(setImmediate);
	disk.append(' whole"}\n');
	await receipt;
	expect(disk.text()).toMatch(/^\{"ts":"half whole"\}\n\{"ts":/);
});

test('continues in a new file when its own was renamed', async () => {
	const { disk, record } = start();
	await record(1);
	disk.rename();
	await record(2);
	await record(3);
	expect(order(disk.text())).toEqual([1, 2, 3]);
	expect(disk.calls.open).toBe(2);
});

test('writes again what was written to a deleted file', async () => {
	const { disk, record, recorder } = start();
	await record(1);
	disk.fault = (operation) => {
		if (operation === 'write' && disk.calls.write === 2) disk.remove();
		return undefined;
	};
	expect(await record(2)).toMatchObject({ written: true });
	await recorder.close();
	expect(order(disk.text())).toEqual([2]);
});

test('files that are deleted now and then are not an outage', async () => {
	const { disk, record, recorder, failures } = start();
	const deletedAt = new Set([1, 2, 4, 5, 7, 8]);
	disk.fault = (operation) => {
		if (operation === 'write' && deletedAt.has(disk.calls.write)) disk.remove();
		return undefined;
	};
	for (const n of [1, 2, 3]) expect(await record(n)).toMatchObject({ written: true });
	await recorder.close();
	expect(failures).toEqual([]);
});

test('a file that is deleted at each write is an outage', async () => {
	const { disk, record, recorder, failures } = start();
	let isDeleted = true;
	disk.fault = (operation) => {
		if (operation === 'write' && isDeleted) disk.remove();
		return undefined;
	};
	const reason = 'The file is deleted as soon as it is written.';
	expect(await record(1)).toMatchObject({ written: false, reason });
	expect(failures).toMatchObject([{ code: 'vanishing-file', message: reason, fate: 'kept' }]);
	isDeleted = false;
	await recorder.close();
	expect(order(disk.text())).toEqual(['gap', 1]);
});

test('close rejects with the number of entries that it could not write', async () => {
	const { disk, record, recorder } = start();
	disk.fault = (operation) => (operation === 'write' ? { error: 'EROFS' } : undefined);
	await Promise.all([1, 2].map(record));
	await expect(recorder.close()).rejects.toThrow('2 entries could not be written');
	expect(recorder.stats()).toMatchObject({ failed: 2, lost: 2, queued: 0, queuedBytes: 0 });
	expect(await record(3)).toMatchObject({ written: false });
});

test('close waits for a limited time', async () => {
	const { disk, record, recorder } = start();
	disk.fault = (operation) =>
		operation === 'write' ? { until: new Promise(() => undefined) } : undefined;
	void record(1);
	await expect(recorder.close()).rejects.toThrow(
		'1 entry could not be written before the log was closed.',
	);
});

test('flushSync writes what waits before it returns, and nothing twice', async () => {
	const { disk, record, recorder } = start();
	const first = [1, 2].map(record);
	recorder.flushSync();
	expect(order(disk.text())).toEqual([1, 2]);
	expect(await Promise.all(first)).toMatchObject([{ written: true }, { written: true }]);
	const third = record(3);
	while (disk.calls.write === 1) await new Promise(setImmediate);
	recorder.flushSync();
	await third;
	await recorder.close();
	expect(order(disk.text())).toEqual([1, 2, 3]);
	expect(recorder.stats()).toMatchObject({ written: 3, failed: 0, queued: 0, queuedBytes: 0 });
});

test.each([
	['group', 1],
	['sync', 1],
	['os', 0],
] as const)('flushSync with durability %s takes %i syncs', (durability, syncs) => {
	const { disk, record, recorder } = start({ durability });
	for (const n of [1, 2, 3]) void record(n);
	recorder.flushSync();
	expect(disk.calls.datasync).toBe(syncs);
	expect(order(disk.text())).toEqual([1, 2, 3]);
});

test('flushSync throws with the number of entries that it could not write and why, and keeps them', async () => {
	const { disk, record, recorder } = start();
	let isDown = true;
	disk.fault = (operation) => (operation === 'write' && isDown ? { error: 'ENOSPC' } : undefined);
	const receipts = [1, 2].map(record);
	expect(() => recorder.flushSync()).toThrow('2 entries could not be written. The disk is full.');
	expect(await Promise.all(receipts)).toMatchObject([{ written: false }, { written: false }]);
	isDown = false;
	recorder.flushSync();
	expect(order(disk.text())).toEqual(['gap', 1, 2]);
	await recorder.close();
	expect(order(disk.text())).toEqual(['gap', 1, 2]);
});

test('flushSync does not write again what a hanging disk has accepted', async () => {
	const { disk, record, recorder } = start();
	const { promise, resolve } = Promise.withResolvers<void>();
	disk.fault = (operation, n) =>
		operation === 'write' && n === 1 ? { until: promise } : undefined;
	const first = record(1);
	while (disk.calls.write === 0) await new Promise(setImmediate);
	void record(2);
	expect(() => recorder.flushSync()).toThrow(
		'2 entries could not be written. The disk does not answer.',
	);
	resolve();
	await first;
	await recorder.close();
	expect(order(disk.text())).toEqual([1, 2]);
});

const WRONG_USER = call({ user: '..' });

test.each([
	['open', 'the disk is down', call()],
	['closed', 'the disk is down', call()],
	['open', 'the call is wrong', WRONG_USER],
	['closed', 'the call is wrong', WRONG_USER],
] as const)(
	'fail-%s: while %s, timers fire for a caller that only awaits',
	async (onFailure, _why, call) => {
		const { disk, recorder, record } = start({ onFailure });
		disk.fault = () => ({ error: 'EIO' });
		await record(0).catch(() => undefined);
		let hasRung = false;
		setTimeout(() => (hasRung = true), 1);
		for (let n = 0; n < 50_000 && !hasRung; n++) {
			await recorder.record(call).catch(() => undefined);
		}
		expect(hasRung).toBe(true);
		disk.fault = () => undefined;
	},
);

test('a process that slept while the disk answered has no outage', async () => {
	const { disk, record, recorder, failures } = start();
	const { promise, resolve } = Promise.withResolvers<void>();
	disk.fault = (operation) => (operation === 'write' ? { until: promise } : undefined);
	const receipt = record(1);
	while (disk.calls.write === 0) await new Promise(setImmediate);
	sleep(QUICK.stallMs + 400);
	setTimeout(resolve, QUICK.stallMs / 4);
	expect(await receipt).toMatchObject({ written: true });
	await recorder.close();
	expect(order(disk.text())).toEqual([1]);
	expect(failures).toEqual([]);
});

/** Blocks this process, as when it is stopped or its machine sleeps. */
function sleep(ms: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test('a callback that throws does not stop the recording', async () => {
	const { disk, record, recorder } = start({
		onError: () => {
			throw new Error('boom');
		},
	});
	disk.fault = (operation, n) => (operation === 'write' && n === 1 ? { error: 'EIO' } : undefined);
	await record(1);
	await recorder.close();
	expect(order(disk.text())).toEqual(['gap', 1]);
});

test.each([
	['no user', { value: undefined }],
	['a user that is not a folder name', { value: '../bob' }],
	['a user that throws', { get: raise }],
])('counts a call with %s as lost, and never throws', async (_name, user) => {
	const { recorder, failures } = start();
	expect(await recorder.record(Object.defineProperty(call(), 'user', user))).toMatchObject({
		...{ written: false, fate: 'lost' },
	});
	expect(failures).toMatchObject([{ fate: 'lost', entries: 1 }]);
	expect(recorder.stats()).toMatchObject({ failed: 1, lost: 1 });
});

function raise(): never {
	throw new Error('boom');
}
