import { withDayReader } from '../io/day-reader.ts';
import { readRows } from '../io/rows.ts';
import type { Home } from '../../home.ts';

/** The ids of the calls that a day has, by the source that told of them: `call_id` by `source`. */
export type RecordedCalls = ReadonlyMap<string, ReadonlySet<string>>;

export interface WantedCalls {
	user: string;
	day: string;
	signal?: AbortSignal | undefined;
}

/** Calls without an id are not among them; those without a source are under the empty one. */
export function readCalls(home: Home, wanted: WantedCalls): Promise<RecordedCalls> {
	return withDayReader(home, wanted, new Map(), async (file) => {
		const calls = new Map<string, Set<string>>();
		for await (const { parsed } of readRows(file)) {
			if ('damage' in parsed) continue;
			const { call_id: id, source } = parsed.object;
			if (typeof id !== 'string') continue;
			const name = typeof source === 'string' ? source : '';
			const known = calls.get(name);
			if (known) known.add(id);
			else calls.set(name, new Set([id]));
		}
		return calls;
	});
}
