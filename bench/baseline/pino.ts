/** Child: logs the same calls with pino, asynchronously to a file, timed until the last byte is written. */
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { makeCalls } from '../day/calls.ts';
import { answer } from '../harness/child.ts';

const DISTINCT_CALLS = 1_000;
const CALLS_A_TURN = 100;
const SNIPPET_CHARS_MAX = 300;
/** As recommended by pino's page on asynchronous logging. */
const MIN_LENGTH = 4_096;

await answer(async ({ file, calls: count }: { file: string; calls: number }) => {
	const destination = pino.destination({ dest: file, sync: false, minLength: MIN_LENGTH });
	await once(destination, 'ready');
	const logger = pino(destination);
	const calls = makeCalls(DISTINCT_CALLS);
	const start = performance.now();
	for (let made = 0; made < count;) {
		for (let i = 0; i < CALLS_A_TURN && made < count; i++) {
			const { result, ...call } = calls[made++ % DISTINCT_CALLS]!;
			const result_snippet = result.slice(0, SNIPPET_CHARS_MAX);
			logger.info({ ...call, result_chars: result.length, result_snippet });
		}
		await nextTurn();
	}
	destination.end();
	await once(destination, 'close');
	return { ms: performance.now() - start };
});
