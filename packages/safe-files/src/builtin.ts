/** Modules of Node.js that take long to load, and that few processes need: they are loaded when they are first used. */
import { createRequire } from 'node:module';

export const loadChildProcess = () =>
	load('node:child_process') as typeof import('node:child_process');
export const loadCrypto = () => load('node:crypto') as typeof import('node:crypto');
export const loadUtil = () => load('node:util') as typeof import('node:util');
export const loadWorkerThreads = () =>
	load('node:worker_threads') as typeof import('node:worker_threads');

function load(name: string): unknown {
	// Node.js has `getBuiltinModule` from 22.3 on. Any path will do to require what is no file.
	const own: Partial<NodeJS.Process> = process;
	return own.getBuiltinModule?.(name) ?? createRequire(process.execPath)(name);
}
