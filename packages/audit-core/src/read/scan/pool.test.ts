import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { DAY, numbered, openTestLog, USER } from '../../../test/read-fixture.ts';

const NICE_FIELD = 16;

/** How far each thread of this process stands back. */
function nicenesses(): number[] {
	return readdirSync('/proc/self/task').map((thread) => {
		const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
		return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[NICE_FIELD]);
	});
}

test.runIf(process.platform === 'linux')(
	'threads that scan stand back, and they alone',
	async () => {
		const { log, write } = await openTestLog();
		await write(numbered(10));
		const before = nicenesses();
		// An expression is only ever run in such a thread.
		await log.readDay(USER, DAY, { filter: { text: 'x+', regex: true } });
		expect(before).not.toContain(getPriority() + 5);
		expect(nicenesses().filter((niceness) => niceness === getPriority() + 5)).toHaveLength(1);
	},
);
