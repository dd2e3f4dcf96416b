/** Memory of one waiting entry besides its text: promise, receipt, list cells. A rough estimate. */
const ENTRY_OVERHEAD_BYTES = 300;

/** The memory for entries that wait for the disk: one budget for all files of a recorder. */
export interface MemoryBudget {
	readonly entries: number;
	readonly bytes: number;
	/** Reserves memory for a line. False when the budget is too small for it. */
	take(lineBytes: number): boolean;
	give(lineBytes: number): void;
}

export function createMemoryBudget(bytesMax: number): MemoryBudget {
	let entries = 0;
	let bytes = 0;
	return {
		get entries() {
			return entries;
		},
		get bytes() {
			return bytes;
		},
		take(lineBytes) {
			if (bytes + lineBytes + ENTRY_OVERHEAD_BYTES > bytesMax) return false;
			bytes += lineBytes + ENTRY_OVERHEAD_BYTES;
			entries++;
			return true;
		},
		give(lineBytes) {
			if (lineBytes === 0) return;
			bytes -= lineBytes + ENTRY_OVERHEAD_BYTES;
			entries--;
		},
	};
}
