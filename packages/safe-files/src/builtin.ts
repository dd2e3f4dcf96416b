/** Modules of Node.js that take long to load, and that few processes need: they are loaded when they are first used. */
import type * as childProcess from 'node:child_process';
import type * as crypto from 'node:crypto';
import { createRequire } from 'node:module';
import type * as util from 'node:util';
import type * as workerThreads from 'node:worker_threads';

export const loadChildProcess = () => load('node:child_process') as typeof childProcess;
export const loadCrypto = () => load('node:crypto') as typeof crypto;
export const loadUtil = () => load('node:util') as typeof util;
export const loadWorkerThreads = () => load('node:worker_threads') as typeof workerThreads;

function load(name: string): unknown {
	// Node.js has `getBuiltinModule` from 22.3 on. Any path will do to require what is no file.
	const own: Partial<NodeJS.Process> = process;
	return own.getBuiltinModule?.(name) ?? createRequire(process.execPath)(name);
}
