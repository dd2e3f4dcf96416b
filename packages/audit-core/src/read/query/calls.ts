import type { Home } from '../../home.ts';
import { withDayReader } from '../io/day-reader.ts';
import { readLineAt } from '../io/rows.ts';
import { createCallsVisitor, type CallIds } from '../scan/calls.ts';
import { visitLines } from '../scan/visit-lines.ts';

/** The ids of the calls that a day has, by the source that told of them: `call_id` by `source`. */
export type RecordedCalls = ReadonlyMap<string, ReadonlySet<string>>;

export interface WantedCalls {
	user: string;
	day: string;
	signal?: AbortSignal | undefined;
}

/** Calls without an id are not among them; those without a source are under the empty one. */
export function readCalls(home: Home, wanted: WantedCalls): Promise<RecordedCalls> {
	return withDayReader(home, wanted, new Map() as RecordedCalls, async (file) => {
		const calls: CallIds = new Map();
		const visitor = createCallsVisitor(calls);
		const { size } = file;
		const visit = visitLines({ from: 0, to: size, size }, [visitor]);
		let step = visit.next();
		while (!step.done) step = visit.next(await file.readInto(step.value.into, step.value.at));
		// A last line without a newline is a row too.
		if (step.value < size) visitor.long(await readLineAt(file, step.value));
		return calls;
	});
}
