import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DAY, numbered, openTestLog, USER } from '../../../test/read-fixture.ts';
import { RUNS_SOURCES } from '../../../test/runs-sources.ts';
import type { FindJob } from './jobs.ts';
import { createScanPool, type ScanPoolOptions } from './pool.ts';

const NICE_FIELD = 16;
const NICENESS_MAX = 19;

/** The niceness of each thread of this process. */
function nicenesses(): number[] {
	return readdirSync('/proc/self/task').map((thread) => {
		const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
		return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[NICE_FIELD]);
	});
}

test.runIf(process.platform === 'linux' && RUNS_SOURCES)(
	'only threads that scan have a higher niceness',
	async () => {
		const { log, write } = await openTestLog();
		await write(numbered(10));
		const own = getPriority();
		const others = () => nicenesses().filter((niceness) => niceness !== own);
		expect(others()).toEqual([]);
		// An expression only runs in a worker thread.
		await log.readDay(USER, DAY, { filter: { text: 'x+', regex: true } });
		const back = Math.min(NICENESS_MAX, own + 5);
		// A process with the highest niceness has no thread with a higher one.
		expect(others()).toEqual(back === own ? [] : [back]);
	},
);

/** A file in memory, and a job that finds one of its two entries. */
const line = (status: string) => `{"ts":"2026-11-22T10:00:00Z","status":"${status}"}\n`;
const content = Buffer.from(line('ok') + line('denied'));
const file = {
	...{ fd: -1, signal: undefined },
	readInto: async (into: Buffer, at: number) => content.copy(into, 0, at),
};
const range = { from: 0, to: content.length, size: content.length };
const job: FindJob = { kind: 'find', filter: { status: ['denied'] }, timeZone: 'UTC' };

function openPool(options: ScanPoolOptions) {
	const warn = vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
	const pool = createScanPool(options);
	onTestFinished(async () => {
		warn.mockRestore();
		await pool.close();
	});
	return { pool, warn };
}

test.each<[string, () => URL]>([
	['whose program is missing', () => new URL('file:///nowhere/worker.js')],
	[
		'that is not permitted',
		() => {
			throw new Error('Access to this API has been restricted');
		},
	],
])('without a thread, %s, the job runs in the main thread, with one warning', async (_, url) => {
	const { pool, warn } = openPool({ workerUrl: url });
	for (let n = 0; n < 2; n++) {
		const parts = await Promise.all([1, 2, 3].map(() => pool.run(job, file, range)));
		for (const { offsets } of parts) expect([...offsets]).toEqual([line('ok').length]);
	}
	expect(warn).toHaveBeenCalledOnce();
});

test('where threads don’t share open files, the job runs in the main thread, without a warning', async () => {
	const workerUrl = vi.fn(() => new URL('file:///nowhere/worker.js'));
	const { pool, warn } = openPool({ sharesFiles: false, workerUrl });
	const { offsets } = await pool.run(job, file, range);
	expect([...offsets]).toEqual([line('ok').length]);
	expect(warn).not.toHaveBeenCalled();
	expect(workerUrl).not.toHaveBeenCalled();
});

test.each([
	['is of another program', "parentPort.postMessage('hello')"],
	['ends at once', ''],
	['can’t be parsed', '{'],
])('a thread that %s costs speed alone', async (_, code) => {
	const program = `import { parentPort } from 'node:worker_threads'; ${code}`;
	const workerUrl = () => new URL(`data:text/javascript,${encodeURIComponent(program)}`);
	const { pool, warn } = openPool({ workerUrl });
	const { offsets } = await pool.run(job, file, range);
	expect([...offsets]).toEqual([line('ok').length]);
	expect(warn).toHaveBeenCalledOnce();
	expect(warn.mock.calls[0]![0]).not.toContain('closed');
});

/** A worker that runs the code `answer` for a job. */
const workerOf = (answer: string) => () => {
	const program = `
		import { existsSync, writeFileSync } from 'node:fs';
		import { parentPort } from 'node:worker_threads';
		const part = { end: 0, offsets: [] };
		parentPort.on('message', () => { ${answer} });
		parentPort.postMessage('started');`;
	return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
};

test('a thread that dies while idle is replaced, and no job fails', async () => {
	const sick =
		"parentPort.postMessage([{ part }]); setTimeout(() => { throw new Error('sick'); }, 20);";
	const { pool, warn } = openPool({ size: 1, workerUrl: workerOf(sick) });
	const threads = nicenesses().length;
	for (let n = 0; n < 3; n++) {
		expect(await pool.run(job, file, range)).toMatchObject({ end: 0 });
		await vi.waitFor(() => expect(nicenesses()).toHaveLength(threads), { timeout: 10_000 });
	}
	expect(warn).not.toHaveBeenCalled();
});

test('a job whose thread dies is run again, once', async () => {
	const { home } = await openTestLog();
	const mark = JSON.stringify(`${home}-died`);
	const diesFirst = `if (existsSync(${mark})) parentPort.postMessage([{ part }]); else { writeFileSync(${mark}, ''); throw new Error('sick'); }`;
	const first = openPool({ size: 1, workerUrl: workerOf(diesFirst) });
	expect(await first.pool.run(job, file, range)).toMatchObject({ end: 0 });
	const always = openPool({ size: 1, workerUrl: workerOf("throw new Error('sick');") });
	await expect(always.pool.run(job, file, range)).rejects.toMatchObject({
		code: 'exhausted',
		cause: { message: expect.stringContaining('sick') as unknown },
	});
});

test.runIf(RUNS_SOURCES)('closing ends while a thread says that it has started', async () => {
	const program = join(import.meta.dirname, '../../../test/close-pool-child.ts');
	const { stdout } = await promisify(execFile)(process.execPath, [program]);
	expect(stdout).toBe('closed\n');
});

test.runIf(RUNS_SOURCES)(
	'a process without permission for threads reads and searches a large day',
	async () => {
		const { log, write, home } = await openTestLog();
		await write(numbered(5_000));
		await log.close();
		const program = join(import.meta.dirname, '../../../test/no-threads-child.ts');
		const allowed = ['--permission', '--allow-fs-read=*', '--disable-warning=ToolAuditWarning'];
		const { stdout, stderr } = await promisify(execFile)(process.execPath, [
			...allowed,
			...[program, home, USER, DAY],
		]);
		expect(stderr).toBe('');
		expect(JSON.parse(stdout)).toEqual({
			total: 5_000,
			matched: 5_000,
			found: 1_000,
			counted: 5_000,
		});
	},
);

test('an aborted job is not started, and the other jobs continue', async () => {
	const slow = `
		import { parentPort } from 'node:worker_threads';
		parentPort.on('message', ({ files }) => parentPort.postMessage(files.map(({ range }) => ({ part: { end: range.to } }))));
		setTimeout(() => parentPort.postMessage('started'), 50);
	`;
	const workerUrl = () => new URL(`data:text/javascript,${encodeURIComponent(slow)}`);
	const { pool } = openPool({ size: 1, workerUrl });
	const stop = new AbortController();
	const wanted = pool.run(job, file, range);
	const unwanted = pool.run(job, { ...file, signal: stop.signal }, range);
	stop.abort();
	await expect(unwanted).rejects.toMatchObject({ code: 'aborted' });
	await expect(wanted).resolves.toMatchObject({ end: range.to });
});
