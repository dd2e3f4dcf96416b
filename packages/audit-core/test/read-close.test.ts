import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { DAY, USER, openTestLog } from './read-fixture.ts';
import { RUNS_SOURCES } from './runs-sources.ts';

/** Large enough for its index to be built in the background. */
const LINES = 60_000;
const ENTRY = `{"ts":"${DAY}T07:00:00Z","user":"${USER}","tool":"t","args":{},"status":"ok","result_chars":0,"result_snippet":""}\n`;
const INDEX = new URL('../src/index.ts', import.meta.url).href;
const PROGRAM = `
	const { openAuditLog } = await import('${INDEX}');
	const [home, pauseMs] = process.argv.slice(1);
	const log = openAuditLog({ home });
	await log.readDay('${USER}', '${DAY}', { limit: 10 });
	await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)));
	await log.close();
	console.log('closed');
`;

test.runIf(RUNS_SOURCES).each([0, 60, 300])(
	'a program that closes its log %i ms after a page ends',
	async (pauseMs) => {
		const { write, home } = await openTestLog();
		await write(ENTRY.repeat(LINES));
		const args = ['--input-type=module', '-e', PROGRAM, home, String(pauseMs)];
		const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
		expect({ stdout, status }).toEqual({ stdout: 'closed\n', status: 0 });
	},
);
