/** What one waiting entry takes besides its text: promise, receipt, list cells. A rough measure. */
const ENTRY_OVERHEAD_BYTES = 300;

/** The memory that entries may take while they wait for the disk: one for all files of a recorder. */
export interface Room {
	readonly entries: number;
	readonly bytes: number;
	/** The bytes taken; 0 when there is no room for the line. */
	take(line: string): number;
	give(bytes: number): void;
}

export function createRoom(bytesMax: number): Room {
	let entries = 0;
	let bytes = 0;
	return {
		get entries() {
			return entries;
		},
		get bytes() {
			return bytes;
		},
		take(line) {
			const size = line.length + ENTRY_OVERHEAD_BYTES;
			if (bytes + size > bytesMax) return 0;
			bytes += size;
			entries++;
			return size;
		},
		give(size) {
			bytes -= size;
			entries--;
		},
	};
}
