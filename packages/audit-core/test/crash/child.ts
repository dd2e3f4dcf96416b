/** A separate process that records, and that the tests kill, slow down or give a failing disk. */
import { flushCompileCache } from 'node:module';
import { createEntryEncoder } from '../../src/format/encoder.ts';
import { openZone } from '../../src/format/time.ts';
import { openHome } from '../../src/home.ts';
import type { Durability, Recorder } from '../../src/write/recorder-types.ts';
import { createRecorder } from '../../src/write/recorder.ts';

// A killed process would leave no compile cache for the next one.
flushCompileCache();

export const DAY = '2026-11-22';
/** A text argument is truncated at this length, so long lines have many of them. */
const CHUNK_CHARS = 500;

export function openChildRecorder(home: string, durability: Durability = 'os'): Recorder {
	return createRecorder({
		files: openHome(home),
		encode: createEntryEncoder(),
		zone: openZone('UTC'),
		now: () => Date.parse(`${DAY}T12:00:00Z`),
		durability,
		log: () => undefined,
		timings: { retryFirstMs: 5 },
	});
}

/** The `n`-th call of writer `w`, with a line of about `bytes` bytes. */
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
