import type { RecordedCalls } from '../../audit-log.ts';
import type { Home } from '../../home.ts';
import { withDayReader } from '../io/day-reader.ts';
import { readLines } from '../io/lines.ts';
import { runVisit } from '../io/visit.ts';
import { createCallsVisitor, type CallIds } from '../scan/calls.ts';
import { withKernels } from '../scan/on-the-spot.ts';
import { visitLines } from '../scan/visit-lines.ts';

export interface WantedCalls {
	user: string;
	day: string;
	signal?: AbortSignal | undefined;
}

/** Calls without an id are not among them; those without a source are under the empty one. */
export function readCalls(home: Home, wanted: WantedCalls): Promise<RecordedCalls> {
	return withDayReader(home, wanted, recordedCalls(new Map()), async (file) => {
		const calls: CallIds = new Map();
		const { size } = file;
		const range = { from: 0, to: size, size, layout: await file.layout() };
		await withKernels(async (kernels) => {
			const visitor = createCallsVisitor(kernels, calls, size);
			const visit = visitLines(range, kernels, [visitor]);
			const end = await runVisit(visit, (into, at) => file.readInto(into, at));
			// A last line without a newline is a row too.
			for await (const lines of readLines(file, end)) lines.forEach((line) => visitor.line(line));
		});
		return recordedCalls(calls);
	});
}

function recordedCalls(calls: CallIds): RecordedCalls {
	return {
		size: [...calls.values()].reduce((sum, { size }) => sum + size, 0),
		has: (source, callId) => calls.get(source)?.has(callId) ?? false,
		*[Symbol.iterator]() {
			for (const [source, ids] of calls) for (const id of ids) yield [source, id];
		},
	};
}
