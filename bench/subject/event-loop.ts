/** Child: runs whole-day scans one after the other, and measures how long they block the event loop. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { openAuditLog } from '@tool-audit/core';
import { DAY, RARE_WORD, TIME_ZONE, USER } from '../day/plan.ts';
import { answer } from '../harness/child.ts';

export interface Held {
	maxMs: number;
	p99Ms: number;
}

const RESOLUTION_MS = 1;
const SETTLE_MS = 200;

await answer(async ({ home, data }: { home: string; data: string }) => {
	const log = openAuditLog({ home, data, timeZone: TIME_ZONE });
	// The first page loads the code, which a running server has already done.
	await log.readDay(USER, DAY, { limit: 10 });
	await wait(SETTLE_MS);
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	delay.enable();
	await log.summary(USER, DAY);
	await log.summary(USER, DAY, { filter: { status: ['error'] } });
	await log.readDay(USER, DAY, { limit: 200, filter: { status: ['denied'] } });
	await log.readDay(USER, DAY, { limit: 200, filter: { text: RARE_WORD } });
	await log.readDay(USER, DAY, { limit: 200, from: 1_000, filter: { status: ['ok'] } });
	await log.search(USER, { filter: { text: RARE_WORD } });
	delay.disable();
	await log.close();
	const toMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
	return { maxMs: toMs(delay.max), p99Ms: toMs(delay.percentile(99)) } satisfies Held;
});
