/**
 * Real disks that fail: system calls that `strace` makes fail, and a file system of 1 MiB. On a machine without
 * strace, or without permission to mount, a disk in memory is used instead: the names of the tests say so.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createMemoryDisk } from '../memory-disk.ts';
import { call, dayPath, makeHome, startRecorder } from '../write-fixture.ts';
import type { DiskReport } from './disk-child.ts';
import { readIds } from './read-ids.ts';
import { startChild } from './start-child.ts';

const runs = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const HAS_STRACE = runs('strace', '-f', '-o', '/dev/null', 'true');
const MAY_MOUNT = runs('unshare', '-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt');
const MIB = 1_048_576;
/** A file on the full disk: deleting it frees space. */
const BALLAST = '/mnt/ballast';

async function runOn(home: string, args: string[], under: string[]): Promise<DiskReport> {
	const child = startChild(home, 'disk-child.ts', args, {
		under,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [output, exit] = await Promise.all([text(child.stdout!), once(child, 'exit')]);
	expect(exit).toEqual([0, null]);
	return JSON.parse(output) as DiskReport;
}

function expectEachOnce({ ids, text }: DiskReport): void {
	const gaps = text.split('\n').filter((line) => line.includes('"tool":"tool_audit.gap"'));
	const gapIds = new Set(readIds(Buffer.from(gaps.join('\n'))));
	expect(readIds(Buffer.from(text)).filter((id) => !gapIds.has(id))).toEqual(ids);
	expect(gaps.length).toBeGreaterThan(0);
}

const INJECTED = ['write', 'fdatasync'].flatMap((call) => [1, 2, 3].map((n) => [call, n] as const));

test.each(HAS_STRACE ? INJECTED : [])(
	'when strace makes %s fail at call %i, every entry is written once',
	async (name, n) => {
		const home = await makeHome();
		const path = dayPath(home);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, '');
		// strace counts the calls per thread.
		const oneThread = ['env', 'UV_THREADPOOL_SIZE=1'];
		const trace = [
			...oneThread,
			'strace',
			'-f',
			'-qq',
			'-o',
			'/dev/null',
			'-P',
			path,
			'-e',
			`trace=${name}`,
		];
		const inject = ['-e', `inject=${name}:error=EIO:when=${n}`];
		const report = await runOn(home, [home, 'group', '5', '100'], [...trace, ...inject]);
		expect(report.codes).toContain('EIO');
		expectEachOnce(report);
	},
);

const fullDisk = MAY_MOUNT ? 'a file system of 1 MiB' : 'a disk in memory (no permission to mount)';

test(`${fullDisk} fills up: what was kept is written once when there is space again`, async () => {
	const report = MAY_MOUNT ? await fillFileSystem() : await fillMemoryDisk();
	expect(report.codes).toContain('ENOSPC');
	expectEachOnce(report);
});

async function fillFileSystem(): Promise<DiskReport> {
	const home = await makeHome();
	const mount = `mount -t tmpfs -o size=1m tmpfs /mnt && head -c 900000 /dev/zero >${BALLAST} && exec "$@"`;
	const under = ['unshare', '-rm', 'sh', '-c', mount, 'sh'];
	return runOn(home, ['/mnt/home', 'os', '200', '2000', BALLAST], under);
}

async function fillMemoryDisk(): Promise<DiskReport> {
	const disk = createMemoryDisk();
	let capacity = MIB;
	disk.fault = (operation) => {
		if (operation !== 'write') return undefined;
		const room = capacity - Buffer.byteLength(disk.text());
		return room > 0 ? { short: room } : { error: 'ENOSPC' };
	};
	const recorder = startRecorder('', { files: disk, timings: { retryFirstMs: 1, retryMaxMs: 5 } });
	const report: DiskReport = { ids: [], codes: [], text: '' };
	for (let n = 0; n < 3_000; n++) {
		const receipt = await recorder.record(call({ args: { n, text: 'x'.repeat(400) } }));
		report.ids.push(receipt.id);
		if (!receipt.written) report.codes.push(recorder.stats().lastFailure!.code);
	}
	capacity = 10 * MIB;
	while (recorder.stats().queued > 0) await new Promise((resolve) => setTimeout(resolve, 5));
	await recorder.close();
	return { ...report, text: disk.text() };
}
