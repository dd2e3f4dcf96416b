import { giveMemoryBack, takeMemory } from '../io/spare-memory.ts';

/** Bytes of text, one piece after the other, in spare memory that grows where it has to. */
export interface ByteWriter {
	/** Where the next piece begins. */
	readonly length: number;
	/** Text of ASCII characters alone. */
	ascii(text: string): void;
	text(text: string): void;
	/**
	 * Lets `write` put at most so many bytes into the memory, from an index on; it returns the index behind them, or -1 for
	 * none.
	 *
	 * @returns Whether there are any.
	 */
	put(bytesMax: number, write: (into: Buffer, at: number) => number): boolean;
	/** Forgets what was written from a length on. */
	cut(length: number): void;
	/** What was written, until the memory is given back. */
	bytes(): Buffer;
	/** A second call changes nothing: the memory may have been taken again. */
	giveBack(): void;
}

/** Most bytes that a character of a string takes in UTF-8. */
const CHAR_BYTES_MAX = 3;
const NOTHING = Buffer.alloc(0);

export function createByteWriter(capacity: number): ByteWriter {
	let memory = takeMemory(capacity);
	let length = 0;

	function reserve(bytes: number): void {
		if (length + bytes <= memory.length) return;
		const larger = takeMemory(Math.max(memory.length * 2, length + bytes));
		memory.copy(larger, 0, 0, length);
		giveMemoryBack(memory);
		memory = larger;
	}

	return {
		get length() {
			return length;
		},
		ascii(text) {
			reserve(text.length);
			length += memory.write(text, length, 'latin1');
		},
		text(text) {
			reserve(text.length * CHAR_BYTES_MAX);
			length += memory.write(text, length, 'utf8');
		},
		put(bytesMax, write) {
			reserve(bytesMax);
			const end = write(memory, length);
			if (end !== -1) length = end;
			return end !== -1;
		},
		cut(to) {
			length = to;
		},
		bytes: () => memory.subarray(0, length),
		giveBack() {
			giveMemoryBack(memory);
			memory = NOTHING;
		},
	};
}
