import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { dayPath, makeHome } from '../write-fixture.ts';
import { CALLS, ENDS } from './end-child.ts';
import { readIds } from './read-ids.ts';
import { startChild } from './start-child.ts';

/** How a process ends that knows nothing of a recorder. */
const STATUS: Record<keyof typeof ENDS, [code: number | null, signal: string | null]> = {
	'process.exit()': [0, null],
	'an uncaught error': [1, null],
	'an unhandled rejection': [1, null],
	SIGTERM: [null, 'SIGTERM'],
	SIGINT: [null, 'SIGINT'],
	SIGHUP: [null, 'SIGHUP'],
	'a SIGTERM that a listener takes its time with': [5, null],
	'a SIGTERM that another listener sends again when it is alone': [null, 'SIGTERM'],
};
/** Before anything was begun; while the file is opened, looked at, written. */
const TURNS = [0, 2, 5];

test.each(Object.keys(ENDS) as (keyof typeof ENDS)[])(
	'what was recorded just before %s is in the file, once, and the process ends as it would',
	async (end) => {
		await Promise.all(
			TURNS.map(async (turns) => {
				const home = await makeHome();
				const durability = turns === 2 ? 'os' : 'group';
				const args = [home, durability, end, String(turns)];
				const child = startChild(home, 'end-child.ts', args, { stdio: 'ignore' });
				expect(await once(child, 'exit')).toEqual(STATUS[end]);
				const ids = readIds(await readFile(dayPath(home)));
				expect(ids, `${turns} turns`).toHaveLength(CALLS);
				expect(new Set(ids).size).toBe(CALLS);
			}),
		);
	},
);
