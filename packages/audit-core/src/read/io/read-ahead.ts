import type { DayReader } from './day-reader.ts';

const CHUNK_BYTES = 1_048_576;

/**
 * Reads a file from its beginning to its end, and reads on while what was read is looked at. `readInto` has to be called
 * for consecutive bytes.
 */
export function readAhead(file: Pick<DayReader, 'size' | 'readInto'>): Pick<DayReader, 'readInto'> {
	let [chunk, spare] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)];
	/** The bytes of `chunk`, and how many of them were given. */
	let [filled, given] = [0, 0];
	let next = read(spare, 0);

	function read(into: Buffer, at: number): Promise<number> {
		const bytes = into.subarray(0, Math.max(0, file.size - at));
		const reading = bytes.length === 0 ? Promise.resolve(0) : file.readInto(bytes, at);
		// It is waited for later, or not at all when the reader stops.
		reading.catch(() => undefined);
		return reading;
	}

	return {
		async readInto(into, at) {
			if (given === filled) {
				[filled, given] = [await next, 0];
				[chunk, spare] = [spare, chunk];
				next = read(spare, at + filled);
			}
			const bytes = chunk.copy(into, 0, given, filled);
			given += bytes;
			return bytes;
		},
	};
}
