/**
 * The calls of an import that have no result. Forks copy the history of a session, so one call may be open in several
 * files, and answered in one of them. It is ended when the last of these files is over.
 */
import type { CapturedCall } from '../captured-call.ts';
import type { DayCursor } from './day-cursor.ts';

export interface Unfinished {
	/**
	 * The calls that end with a day, since no file has a result and no session may still finish them. `cursors` are all
	 * that were not read to their end before that day, `answered` tells which calls got a result on it.
	 */
	endDay(cursors: readonly DayCursor[], answered: ReadonlySet<string>): CapturedCall[];
	/** How many calls a session may still finish. */
	readonly left: number;
}

export function createUnfinished(): Unfinished {
	/** Names of calls, and nothing else of them. */
	const left = new Set<string>();

	return {
		endDay(cursors, answered) {
			for (const name of left) if (answered.has(name)) left.delete(name);
			const over: DayCursor[] = [];
			const elsewhere = new Set<string>();
			for (const cursor of cursors) {
				for (const [name, call] of cursor.open()) {
					if (answered.has(name)) cursor.close(call);
					else if (!cursor.isDone) elsewhere.add(name);
					else if (!cursor.isOver) left.add(name);
				}
				if (cursor.isOver) over.push(cursor);
			}
			return over.flatMap((cursor) =>
				[...cursor.open()]
					.filter(([name]) => !elsewhere.has(name) && !left.has(name))
					.map(([, call]) => cursor.close(call)),
			);
		},
		get left() {
			return left.size;
		},
	};
}
