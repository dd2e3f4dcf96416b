/** Closes a pool at the moment at which its first thread says that it has started. */
import { createScanPool } from '../src/read/scan/pool.ts';

const START_MS = 700;
/** A thread that takes a while to end, because it has a lot of memory. */
const WORKER = `
	import { parentPort } from 'node:worker_threads';
	globalThis.held = Array.from({ length: 1_000_000 }, (_, at) => ({ at }));
	parentPort.on('message', () => {});
	parentPort.postMessage('started');`;

async function openAndClose(): Promise<void> {
	const workerUrl = () => new URL(`data:text/javascript,${encodeURIComponent(WORKER)}`);
	const pool = createScanPool({ size: 1, workerUrl });
	const file = { fd: 0, signal: undefined, readInto: () => Promise.resolve(0) };
	pool.run({ kind: 'survey' }, file, { from: 0, to: 1, size: 1 }).catch(() => undefined);
	// Meanwhile the thread starts, and what it says waits.
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, START_MS);
	await pool.close();
}

async function main(): Promise<void> {
	for (let time = 0; time < 4; time++) await openAndClose();
	console.log('closed');
}

// Bundled as CommonJS it may not await.
void main();
