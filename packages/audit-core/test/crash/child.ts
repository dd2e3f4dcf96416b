/** A process of its own that records, and is killed, crowded or given a bad disk by the tests beside it. */
import { flushCompileCache } from 'node:module';
import { openZone } from '../../src/format/time.ts';
import { openHome } from '../../src/home.ts';
import type { Durability } from '../../src/write/day-file.ts';
import { createRecorder, type Recorder } from '../../src/write/recorder.ts';

// A process that is killed would leave none to the next.
flushCompileCache();

export const DAY = '2026-11-22';
/** A text argument is cut at this length, so that long lines are made of many. */
const CHUNK_CHARS = 500;

export function openChildRecorder(home: string, durability: Durability = 'os'): Recorder {
	return createRecorder({
		files: openHome(home),
		zone: openZone('UTC'),
		now: () => Date.parse(`${DAY}T12:00:00Z`),
		durability,
		log: () => undefined,
		timings: { retryFirstMs: 5 },
	});
}

/** A call of writer `w`, its `n`-th, with a line of about so many bytes. */
export function callOf(w: string, n: number, bytes: number) {
	const pad = Array.from({ length: Math.floor(bytes / CHUNK_CHARS) }, () =>
		'x'.repeat(CHUNK_CHARS - 3),
	);
	const rest = 'y'.repeat(bytes % CHUNK_CHARS);
	return {
		user: 'alice',
		tool: 'storm',
		args: { w, n, pad, rest },
		status: 'ok',
		result: '',
	} as const;
}
