/**
 * Memory for bytes that are needed for a moment only, and used again. New memory of this size is outside of what the quick
 * collections of garbage look at: a server that takes some for each page is stopped by a slow one every few dozen pages.
 */
const SPARE_BYTES = 256 * 1024;
/** As many pages are read at the same time: the system does four reads at once. */
const SPARE_MAX = 8;

const spare: Buffer[] = [];

/** At least so many bytes, with anything in them. What is not given back is garbage like any other. */
export function takeMemory(bytes: number): Buffer {
	if (bytes > SPARE_BYTES) return Buffer.allocUnsafeSlow(bytes);
	return spare.pop() ?? Buffer.allocUnsafeSlow(SPARE_BYTES);
}

/** Nothing may use the memory any more. */
export function giveMemoryBack(memory: Buffer): void {
	if (memory.length === SPARE_BYTES && spare.length < SPARE_MAX) spare.push(memory);
}
