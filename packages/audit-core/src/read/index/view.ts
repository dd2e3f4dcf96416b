import type { Layout } from '../io/layout.ts';
import type { Job, Part } from '../scan/jobs.ts';

/** How one kind of view of a day is built. Values are immutable: `add` returns a new one. */
export interface View<J extends Job, T> {
	/** Name of the view among those of a day. */
	name: string;
	job: J;
	empty: T;
	add(value: T, part: Part<J>): T;
	/** Approximate memory of the value, in bytes. */
	bytesOf(value: T): number;
	/** True for a view that is also kept on disk, as JSON. */
	isKept: boolean;
	/** Name of its file, when it takes the place of a view of another name. */
	keptAs?: string;
}

/** A view of a day, and the file that it was built from. */
export interface CachedView<T> {
	value: T;
	/** The view's name. Views that were kept by earlier versions do not have it. */
	name?: string;
	identity: string;
	/** Size and change time of the file when it was read. */
	size: number;
	changed: string;
	/** Everything before this offset is in the value. A line begins at it. */
	covered: number;
	/** How the file was written: lines that are appended may change it. */
	layout?: Layout | null;
	/** Hash of the first and the last bytes of the covered part. */
	hash: string;
	/** `covered` when it was last stored on disk. */
	keptCovered: number;
}
