/** Child: records calls as fast as the recorder answers, timed until the last is acknowledged. */
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
/** Calls made in one turn of the event loop, also by the baseline. */
const CALLS_A_TURN = 100;
/** Calls awaited at the same time, which fit into the recorder's queue. */
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
