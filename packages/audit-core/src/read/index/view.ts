import type { Job, Part } from '../scan/jobs.ts';

/** How one kind of view of a day is made. Values are never changed: `add` gives a new one. */
export interface View<J extends Job, T> {
	/** Names the value among those of a day. */
	name: string;
	job: J;
	empty: T;
	add(value: T, part: Part<J>): T;
	/** About how much memory the value takes. */
	bytesOf(value: T): number;
	/** Whether it is kept on disk too, as JSON. */
	isKept: boolean;
}

/** A view of a day, and what it was made of. */
export interface CachedView<T> {
	value: T;
	identity: string;
	/** Size and time of change of the file when it was read. */
	size: number;
	changed: string;
	/** Everything before this offset is in the value; a line begins there. */
	covered: number;
	/** Of the first and the last bytes of what is covered. */
	hash: string;
	/** What was covered when it was last kept on disk. */
	keptCovered: number;
}
