/** Child: hands calls to a recorder as fast as it answers, and times them until the last is acknowledged. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openAuditLog } from '@tool-audit/core';
import { makeCalls } from '../day/calls.ts';
import { answer } from '../harness/child.ts';

export interface RecordInput {
	home: string;
	durability: 'os' | 'group';
	calls: number;
}

const DISTINCT_CALLS = 1_000;
/** Calls that one turn of the event loop makes, here and at the baseline. */
const CALLS_A_TURN = 100;
/** Calls that wait for their answer at once: a caller with patience, within the recorder's queue. */
const UNANSWERED_MAX = 20_000;

await answer(async ({ home, durability, calls: count }: RecordInput) => {
	const log = openAuditLog({ home, durability });
	const calls = makeCalls(DISTINCT_CALLS);
	let answered = 0;
	let written = 0;
	const start = performance.now();
	for (let made = 0; made < count;) {
		for (let i = 0; i < CALLS_A_TURN && made < count; i++) {
			void log.record(calls[made++ % DISTINCT_CALLS]!).then((receipt) => {
				answered++;
				if (receipt.written) written++;
			});
		}
		do await nextTurn();
		while (made - answered > UNANSWERED_MAX);
	}
	while (answered < count) await nextTurn();
	const ms = performance.now() - start;
	await log.close();
	return { ms, written };
});
