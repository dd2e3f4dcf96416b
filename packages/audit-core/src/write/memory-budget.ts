/** What one waiting entry takes besides its text: promise, receipt, list cells. A rough measure. */
const ENTRY_OVERHEAD_BYTES = 300;

/** The memory that entries may take while they wait for the disk: one for all files of a recorder. */
export interface MemoryBudget {
	readonly entries: number;
	readonly bytes: number;
	/** False when there is no room for a line so long. */
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
