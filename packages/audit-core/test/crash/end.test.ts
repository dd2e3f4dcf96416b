import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dayPath, makeHome } from '../write-fixture.ts';
import { CALLS, ENDS } from './end-child.ts';
import { ODD_ENDS } from './odd-end-child.ts';
import { readIds } from './read-ids.ts';
import { startChild } from './start-child.ts';

/** How a process without a recorder ends. */
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
/** Before the write starts; while the file is opened, checked, written. */
const TURNS = [0, 2, 5];

test.each(Object.keys(ENDS) as (keyof typeof ENDS)[])(
	'what was recorded just before %s is in the file, once, and the process ends as without a recorder',
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

const ODD_STATUS: Record<keyof typeof ODD_ENDS, [code: number | null, signal: string | null]> = {
	'a call is made in a listener of the exit': [0, null],
	'an earlier listener of the exit throws': [0, null],
	'the file was deleted': [0, null],
	'the folder that home is named from is gone': [0, null],
	'a program emits the signal itself, and cleans up': [0, null],
	'a listener records, and sends the signal again': [null, 'SIGTERM'],
	'the signal comes while the program waits for another one': [null, 'SIGTERM'],
};
const CALLS_LEFT: Partial<Record<keyof typeof ODD_ENDS, number>> = {
	'a listener records, and sends the signal again': 2,
};

test.each(Object.keys(ODD_ENDS) as (keyof typeof ODD_ENDS)[])(
	'nothing is lost, and the process ends as without a recorder, when %s',
	async (way) => {
		const home = await makeHome();
		const child = startChild(home, 'odd-end-child.ts', [home, way], { stdio: 'ignore' });
		expect(await once(child, 'exit')).toEqual(ODD_STATUS[way]);
		const isRelative = way === 'the folder that home is named from is gone';
		const path = dayPath(isRelative ? join(home, 'work/home') : home);
		expect(readIds(await readFile(path))).toHaveLength(CALLS_LEFT[way] ?? 1);
	},
);
