import { addLine, createBatch, type Batch, type Pending } from './batch.ts';

/** The lines that wait to be written to one file, in the order of the calls. */
export interface Backlog {
	readonly isEmpty: boolean;
	add(line: Uint8Array, call: Pending): void;
	/** Removes and returns the next batch. */
	take(): Batch;
	/** Puts batches back before all others. */
	putBack(batches: readonly Batch[]): void;
	remove(batch: Batch): void;
	calls(): Pending[];
	clear(): void;
}

export function createBacklog(callsPerBatch: number): Backlog {
	let batches: Batch[] = [];
	/** The last of `batches` while lines may be added to it. */
	let open: Batch | null = null;

	return {
		get isEmpty() {
			return batches.length === 0;
		},
		add(line, call) {
			if (open && open.calls.length < callsPerBatch && addLine(open, line, call)) return;
			open = createBatch();
			batches.push(open);
			addLine(open, line, call);
		},
		take() {
			const batch = batches.shift() ?? createBatch();
			if (batch === open) open = null;
			return batch;
		},
		putBack(returned) {
			batches = [...returned.filter(({ calls }) => calls.length > 0), ...batches];
		},
		remove(batch) {
			batches = batches.filter((other) => other !== batch);
		},
		calls: () => batches.flatMap(({ calls }) => calls),
		clear() {
			batches = [];
			open = null;
		},
	};
}
