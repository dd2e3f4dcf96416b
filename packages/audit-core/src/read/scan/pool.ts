import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AuditError, type AuditErrorCode } from '../../errors.ts';
import type { Job, Part } from './jobs.ts';
import type { Range } from './visit-lines.ts';
import type { Answer, Request } from './worker.ts';

const WORKERS_MAX = 4;
/** A piece of work takes a fraction of this, but for an expression made to be slow. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Runs jobs in worker threads, started when they are first needed. */
export interface ScanPool {
	/** Pieces of work that run at the same time. */
	size: number;
	/** Workers have started. */
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
	let isClosed = false;

	function next(): void {
		if (waiting.length === 0) return;
		const worker = idle.pop() ?? (workers.size < size ? start() : null);
		if (worker) void work(worker, waiting.shift()!);
	}

	function start(): Worker {
		const worker = new Worker(workerUrl());
		// Nothing that is only read keeps a program from ending.
		worker.unref();
		workers.add(worker);
		return worker;
	}

	async function work(worker: Worker, task: Task): Promise<void> {
		try {
			const answer = await ask(worker, task.request);
			idle.push(worker);
			if ('part' in answer) task.resolve(answer.part);
			else task.reject(errorOf(answer.failed));
		} catch (error) {
			// A worker in an unknown state is given up. It is gone before the caller may close the file.
			workers.delete(worker);
			await end(worker);
			task.reject(error as Error);
		}
		next();
	}

	return {
		size,
		get isWarm() {
			return workers.size > 0;
		},
		run<J extends Job>(job: J, fd: number, range: Range) {
			if (isClosed) return Promise.reject(new AuditError('closed', 'The log is closed.'));
			return new Promise<Part<J>>((resolve, reject) => {
				const request = { job, fd, range };
				waiting.push({ request, resolve: (part) => resolve(part as never), reject });
				next();
			});
		},
		async close() {
			isClosed = true;
			for (const { reject } of waiting.splice(0)) {
				reject(new AuditError('closed', 'The log is closed.'));
			}
			await Promise.all([...workers].map(end));
		},
	};
}

/** Whoever waits for a thread to be gone keeps the program alive until then. */
async function end(worker: Worker): Promise<void> {
	worker.ref();
	await worker.terminate();
}

function ask(worker: Worker, request: Request): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const timeout = setTimeout(() => {
			settle(() => reject(new AuditError('timeout', 'The search took too long.')));
		}, ANSWER_TIMEOUT_MS);
		const onMessage = (answer: Answer) => settle(() => resolve(answer));
		const onError = (error: Error) => settle(() => reject(error));
		const onExit = () => onError(new AuditError('closed', 'The log was closed meanwhile.'));

		function settle(tell: () => void): void {
			clearTimeout(timeout);
			worker.off('message', onMessage).off('error', onError).off('exit', onExit);
			tell();
		}
		worker.on('message', onMessage).on('error', onError).on('exit', onExit);
		worker.postMessage(request);
	});
}

function errorOf({ code, what }: { code?: AuditErrorCode; what: string }): Error {
	return code ? new AuditError(code, what) : new Error(what);
}

/** Beside this file, as source or as what a build made of it. */
function workerUrl(): URL {
	return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}
