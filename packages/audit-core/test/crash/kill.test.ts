import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { dayPath, makeHome } from '../write-fixture.ts';
import { readIds } from './read-ids.ts';
import { startChild } from './start-child.ts';

const KILLS = 12 * inject('scale');
/** Recorders on the same file at the same time, so that some are killed while others write. */
const CROWD = 4;
/** Recorders are killed at most this long after their first acknowledged call. */
const LIFE_MS_MAX = 12;

async function killOne(home: string, index: number): Promise<string[]> {
	const notes = join(home, `acknowledged-${index}`);
	const child = startChild(home, 'kill-child.ts', [home, `w${index}`, notes]);
	const exit = once(child, 'exit');
	while (!existsSync(notes) || statSync(notes).size === 0) await wait(2);
	await wait(Math.random() * LIFE_MS_MAX);
	child.kill('SIGKILL');
	// Another program that died in the middle of its line.
	if (index % 5 === 0) await appendFile(dayPath(home), '{"ts":"2026-11-22T12:00:00","user":"al');
	expect(await exit).toEqual([null, 'SIGKILL']);
	return (await readFile(notes, 'utf8')).split('\n').slice(0, -1);
}

test(
	`what was acknowledged is in the file once, whenever the recorder is killed`,
	async () => {
		const home = await makeHome();
		const acknowledged: string[] = [];
		let next = 0;
		const killSome = async () => {
			while (next < KILLS) acknowledged.push(...(await killOne(home, next++)));
		};
		await Promise.all(Array.from({ length: CROWD }, killSome));

		const ids = readIds(await readFile(dayPath(home)));
		expect(new Set(ids).size).toBe(ids.length);
		const found = new Set(ids);
		expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
		expect(acknowledged.length).toBeGreaterThan(KILLS);
	},
	600_000 * inject('scale'),
);
