import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AuditError, type AuditErrorCode } from '../../errors.ts';
import type { Job, Part } from './jobs.ts';
import type { Range } from './visit-lines.ts';
import type { Answer, Request } from './worker.ts';

const WORKERS_MAX = 4;
/** A piece of work takes a fraction of this, but for an expression made to be slow. */
const ANSWER_TIMEOUT_MS = 10_000;
const START_TIMEOUT_MS = 60_000;

/** Runs jobs in worker threads, started when they are first needed. */
export interface ScanPool {
	/** Pieces of work that run at the same time. */
	size: number;
	/** A worker has started. */
	readonly isWarm: boolean;
	/** The file stays open until this is settled. */
	run<J extends Job>(job: J, fd: number, range: Range): Promise<Part<J>>;
	close(): Promise<void>;
}

interface Task {
	request: Request;
	resolve: (part: Part<Job>) => void;
	reject: (error: Error) => void;
}

export function createScanPool(size = Math.min(WORKERS_MAX, availableParallelism())): ScanPool {
	const waiting: Task[] = [];
	const idle: Worker[] = [];
	const workers = new Set<Worker>();
	let isWarm = false;
	let isClosed = false;

	function next(): void {
		while (waiting.length > 0 && idle.length > 0) void work(idle.pop()!, waiting.shift()!);
		if (waiting.length > 0 && workers.size < size) void start();
	}

	async function start(): Promise<void> {
		const worker = new Worker(workerUrl());
		// Nothing that is only read keeps a program from ending.
		worker.unref();
		workers.add(worker);
		try {
			await messageFrom(worker, START_TIMEOUT_MS);
			isWarm = true;
			idle.push(worker);
		} catch (error) {
			await giveUp(worker);
			waiting.shift()?.reject(error as Error);
		}
		next();
	}

	async function work(worker: Worker, { request, resolve, reject }: Task): Promise<void> {
		try {
			worker.postMessage(request);
			const answer = (await messageFrom(worker, ANSWER_TIMEOUT_MS)) as Answer;
			idle.push(worker);
			if ('part' in answer) resolve(answer.part);
			else reject(errorOf(answer.failed));
		} catch (error) {
			// A worker in an unknown state is given up. It is gone before the caller may close the file.
			await giveUp(worker);
			reject(error as Error);
		}
		next();
	}

	async function giveUp(worker: Worker): Promise<void> {
		workers.delete(worker);
		await end(worker);
	}

	return {
		size,
		get isWarm() {
			return isWarm;
		},
		run<J extends Job>(job: J, fd: number, range: Range) {
			if (isClosed) return Promise.reject(closed());
			return new Promise<Part<J>>((resolve, reject) => {
				const request = { job, fd, range };
				waiting.push({ request, resolve: (part) => resolve(part as never), reject });
				next();
			});
		},
		async close() {
			isClosed = true;
			for (const { reject } of waiting.splice(0)) reject(closed());
			await Promise.all([...workers].map(end));
		},
	};
}

/** Whoever waits for a thread to be gone keeps the program alive until then. */
async function end(worker: Worker): Promise<void> {
	worker.ref();
	await worker.terminate();
}

/** The next message; whoever waits for it keeps the program alive. */
function messageFrom(worker: Worker, timeoutMs: number): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const timeout = setTimeout(() => {
			settle(() => reject(new AuditError('timeout', 'The search took too long.')));
		}, timeoutMs);
		const onMessage = (message: unknown) => settle(() => resolve(message));
		const onError = (error: Error) => settle(() => reject(error));
		const onExit = () => onError(closed());

		function settle(tell: () => void): void {
			clearTimeout(timeout);
			worker.off('message', onMessage).off('error', onError).off('exit', onExit);
			tell();
		}
		worker.on('message', onMessage).on('error', onError).on('exit', onExit);
	});
}

function closed(): AuditError {
	return new AuditError('closed', 'The log is closed.');
}

function errorOf({ code, what }: { code?: AuditErrorCode; what: string }): Error {
	return code ? new AuditError(code, what) : new Error(what);
}

/** Beside this file, as source or as what a build made of it. */
function workerUrl(): URL {
	return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}
