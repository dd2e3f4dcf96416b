import { codeOf } from '@tool-audit/safe-files';
import { readSync } from 'node:fs';

const STDIN = 0;
const CHUNK_BYTES = 65_536;
const INPUT_BYTES_MAX = 268_435_456;
const PAUSE_MS = 2;
const WAIT_MAX_MS = 5_000;

/**
 * All of standard input. Read without the event loop, which takes longer to start; an agent may hand over a pipe that does
 * not block, and may still be writing.
 *
 * @throws Error when there is too much, or nothing comes for five seconds
 */
export function readInput(read: typeof readSync = readSync): string {
	const chunks: Buffer[] = [];
	let [bytes, waitedMs] = [0, 0];
	for (;;) {
		const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
		let bytesRead: number;
		try {
			bytesRead = read(STDIN, chunk);
		} catch (error) {
			// On Windows, the end of a pipe is an error.
			if (codeOf(error) === 'EOF') break;
			if (codeOf(error) !== 'EAGAIN' || waitedMs >= WAIT_MAX_MS) throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
			waitedMs += PAUSE_MS;
			continue;
		}
		if (bytesRead === 0) break;
		waitedMs = 0;
		bytes += bytesRead;
		if (bytes > INPUT_BYTES_MAX) throw new Error('The event is too large.');
		chunks.push(chunk.subarray(0, bytesRead));
	}
	return Buffer.concat(chunks).toString();
}
