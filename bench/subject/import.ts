/** Child: imports all transcripts of a folder, timed until the last call is written. */
import { openClaudeCode } from '@tool-audit/capture';
import { openAuditLog, openZone } from '@tool-audit/core';
import { join } from 'node:path';
import { answer } from '../harness/child.ts';

export interface ImportInput {
	/** Has `claude`, and gets `home` and `data`. */
	folder: string;
}

export interface Imported {
	ms: number;
	calls: number;
	days: number;
}

await answer(async ({ folder }: ImportInput): Promise<Imported> => {
	const [home, data] = [join(folder, 'home'), join(folder, 'data')];
	const log = openAuditLog({ home, data, timeZone: 'UTC' });
	const zone = openZone('UTC');
	const agent = openClaudeCode({
		...{ claudeFolder: join(folder, 'claude'), projectFolder: null, data },
		...{ configFile: join(folder, 'config.json'), hook: () => '', node: process.execPath },
	});
	const start = performance.now();
	const { calls, days } = await agent.importHistory({
		target: {
			record: (call, options) => log.record(call, options),
			calls: (user, day) => log.calls(user, day),
			dayOf: (instantMs) => zone.dayOf(instantMs),
		},
		...{ user: 'ada', data, host: 'box' },
	});
	await log.close();
	return { ms: performance.now() - start, calls, days: days.length };
});
