/**
 * A program that imports older calls into a log, in batches, as the import of an agent's history does:
 * `node import-calls.ts <home> <when the calls began> <number of the first> <how many>`
 */
import { openRecorder } from '@tool-audit/core/recorder';

const BATCH_CALLS = 25;

const [home, at, first, count] = process.argv.slice(2);
const recorder = await openRecorder({ home: home! });
const end = Number(first) + Number(count);
for (let from = Number(first); from < end; from += BATCH_CALLS) {
	const batch = Array.from({ length: Math.min(BATCH_CALLS, end - from) }, (_, index) =>
		recorder.record(
			{
				...{ user: 'robin', tool: 'note', args: {}, status: 'ok' },
				result: `call number ${from + index}.`,
			},
			{ at: new Date(at!) },
		),
	);
	await Promise.all(batch);
}
await recorder.close();
