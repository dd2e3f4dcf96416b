/** Child: follows a log's tail while lines are appended to its file, and measures the delay of each line. */
import { openAuditLog } from '@tool-audit/core';
import { answer } from '../harness/child.ts';
import { agesIn, appendLines } from './append-lines.ts';

export interface TailInput {
	home: string;
	data: string;
	user: string;
	file: string;
	lines: number;
}

await answer(async ({ home, data, user, file, lines }: TailInput) => {
	const log = openAuditLog({ home, data, timeZone: 'UTC' });
	const ages: number[] = [];
	let appending: Promise<void> | undefined;
	for await (const event of log.tail(user)) {
		appending ??= appendLines(file, user, lines);
		if (event.type === 'rows') ages.push(...agesIn(JSON.stringify(event)));
		if (ages.length >= lines) break;
	}
	await appending;
	await log.close();
	return ages;
});
