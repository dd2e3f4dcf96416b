/** Child: an agent's process that records at an even rate; each call contains the time at which it was made. */
import { setTimeout as wait } from 'node:timers/promises';
import { openAuditLog } from '@tool-audit/core';
import { makeCalls } from '../day/calls.ts';
import { answer } from '../harness/child.ts';

export interface RecorderInput {
	home: string;
	timeZone: string;
	user: string;
	/** How long to wait before recording, so that the listeners are connected. */
	leadMs: number;
	perSecond: number;
	calls: number;
}

const STEP_MS = 5;
const DISTINCT_CALLS = 1_000;

await answer(async ({ home, timeZone, user, leadMs, perSecond, calls: count }: RecorderInput) => {
	const log = openAuditLog({ home, timeZone });
	const calls = makeCalls(DISTINCT_CALLS);
	await wait(leadMs);
	const start = performance.now();
	let made = 0;
	let written = 0;
	while (made < count) {
		const due = Math.min(count, Math.floor(((performance.now() - start) / 1000) * perSecond));
		for (; made < due; made++) {
			const call = calls[made % DISTINCT_CALLS]!;
			const args = { ...call.args, written_at: String(process.hrtime.bigint()) };
			void log.record({ ...call, user, args }).then((receipt) => {
				if (receipt.written) written++;
			});
		}
		await wait(STEP_MS);
	}
	await log.close();
	return written;
});
