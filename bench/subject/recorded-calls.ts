/** Child: asks which calls a day has. */
import { openAuditLog } from '@tool-audit/core';
import { answer } from '../harness/child.ts';

export interface CallsInput {
	home: string;
	user: string;
	day: string;
	file: string;
}

await answer(async ({ home, user, day }: CallsInput) => {
	const log = openAuditLog({ home, timeZone: 'UTC' });
	const start = performance.now();
	const { size } = await log.calls(user, day);
	const ms = performance.now() - start;
	await log.close();
	return { ms, calls: size };
});
