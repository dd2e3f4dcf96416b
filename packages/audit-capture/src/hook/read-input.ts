import { codeOf } from '@tool-audit/safe-files';
import { read } from 'node:fs';

const STDIN = 0;
const CHUNK_BYTES = 65_536;
/** The largest real events have a few MiB: a file that was read, an image. The transcript tells of larger ones. */
const INPUT_BYTES_MAX = 16_777_216;
/** So much of an event that is too large is read and thrown away: an agent's write fails when its pipe is closed. */
const SKIPPED_BYTES_MAX = 268_435_456;
const PAUSE_MS = 2;
const TIME_MAX_MS = 4_000;

/** Standard input has not ended, and a thread waits for it. */
export class UnendedInput extends Error {
	override readonly name = 'UnendedInput';
}

/** Reads into a buffer, and gives the number of bytes: 0 at the end. */
type ReadChunk = (into: Buffer) => Promise<number>;

/**
 * All of standard input. Read without streams, which take much longer to load. An agent may hand over a pipe that does not
 * block, and may still be writing.
 *
 * @throws UnendedInput when it has not ended in time
 * @throws Error when there is too much
 */
export function readInput(
	readChunk: ReadChunk = readStdin,
	timeMaxMs = TIME_MAX_MS,
): Promise<string> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			reject(new UnendedInput('The event did not arrive in time.'));
		}, timeMaxMs);
		void readAll(readChunk)
			.then(resolve, reject)
			.finally(() => clearTimeout(timer));
	});
}

async function readAll(readChunk: ReadChunk): Promise<string> {
	const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
	const chunks: Buffer[] = [];
	for (let bytes = 0; ;) {
		const bytesRead = await readWhenThere(readChunk, chunk);
		bytes += bytesRead;
		if (bytes > INPUT_BYTES_MAX && (bytesRead === 0 || bytes > SKIPPED_BYTES_MAX)) {
			throw new Error('The event is too large.');
		}
		if (bytesRead === 0) return Buffer.concat(chunks).toString();
		if (bytes <= INPUT_BYTES_MAX) chunks.push(Buffer.from(chunk.subarray(0, bytesRead)));
	}
}

async function readWhenThere(readChunk: ReadChunk, chunk: Buffer): Promise<number> {
	for (;;) {
		try {
			return await readChunk(chunk);
		} catch (error) {
			// On Windows, the end of a pipe is an error.
			if (codeOf(error) === 'EOF') return 0;
			if (codeOf(error) !== 'EAGAIN') throw error;
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
	}
}

function readStdin(into: Buffer): Promise<number> {
	return new Promise((resolve, reject) => {
		read(STDIN, into, 0, into.length, null, (error, bytes) => {
			if (error) reject(error);
			else resolve(bytes);
		});
	});
}
