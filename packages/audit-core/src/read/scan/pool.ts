import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createWatchdog } from '../../watchdog.ts';
import { AuditError, type AuditErrorCode } from '../../errors.ts';
import type { Job, Part } from './jobs.ts';
import { aborted } from '../io/aborted.ts';
import { scanOnTheSpot, type ScannedFile } from './on-the-spot.ts';
import type { Range } from './visit-lines.ts';
import type { Answer, Request } from './worker.ts';

const WORKERS_MAX = 4;
/** A piece of work takes a fraction of this, but for an expression made to be slow. */
const ANSWER_TIMEOUT_MS = 10_000;
const START_TIMEOUT_MS = 60_000;

/** No thread could be started: for so long jobs are done without, before it is tried again. */
const START_AGAIN_MS = 60_000;

/**
 * Runs jobs in worker threads, started when they are first needed. Where none can be started (forbidden by
 * `--permission`, their file lost by a bundler, too many threads) a job is done where the call is: more slowly, and
 * in between others have their turn.
 */
export interface ScanPool {
	/** Pieces of work that run at the same time. */
	size: number;
	/** A worker has started. */
	readonly isWarm: boolean;
	/**
	 * The file stays open until this is settled. A job that has not begun when the file's signal is aborted is never
	 * done; one that has begun is soon over.
	 */
	run<J extends Job>(job: J, file: ScannedFile, range: Range): Promise<Part<J>>;
	close(): Promise<void>;
}

export interface ScanPoolOptions {
	size?: number;
	/** Where the program of a worker is. */
	workerUrl?: () => URL;
}

interface Task {
	job: Job;
	file: ScannedFile;
	range: Range;
	/** The thread that had it before died. */
	isRepeated?: boolean;
	resolve: (part: Part<Job> | Promise<Part<Job>>) => void;
	reject: (error: Error) => void;
}

export function createScanPool(options: ScanPoolOptions = {}): ScanPool {
	const { size = Math.min(WORKERS_MAX, availableParallelism()), workerUrl = besideThisFile } =
		options;
	const waiting: Task[] = [];
	const idle: Worker[] = [];
	const workers = new Set<Worker>();
	let failedAtMs = Number.NEGATIVE_INFINITY;
	let isWarm = false;
	let isClosed = false;

	function next(): void {
		while (waiting.length > 0 && idle.length > 0) void work(idle.pop()!, waiting.shift()!);
		if (waiting.length > 0 && workers.size < size) start();
	}

	function start(): void {
		if (hasJustFailed()) return goOnHere();
		let worker: Worker;
		try {
			worker = new Worker(workerUrl());
		} catch (error) {
			return noteFailure(error);
		}
		// Nothing that is only read keeps a program from ending, and nothing that ends a thread ends the program.
		worker.unref();
		worker.on('error', () => undefined);
		worker.on('exit', () => forget(worker));
		workers.add(worker);
		void welcome(worker);
	}

	async function welcome(worker: Worker): Promise<void> {
		try {
			await messageFrom(worker, START_TIMEOUT_MS);
			isWarm = true;
			rest(worker);
		} catch (error) {
			await giveUp(worker);
			if (!isClosed) noteFailure(error);
		}
		next();
	}

	function hasJustFailed(): boolean {
		return performance.now() - failedAtMs < START_AGAIN_MS;
	}

	function noteFailure(error: unknown): void {
		if (!hasJustFailed()) warn(error);
		failedAtMs = performance.now();
		goOnHere();
	}

	function warn(error: unknown): void {
		const reason = error instanceof Error ? error.message : String(error);
		process.emitWarning(`Logs are read without worker threads, so more slowly: ${reason}`, {
			type: 'ToolAuditWarning',
		});
	}

	/** Threads that run already take what waits; without any it is done on the spot. */
	function goOnHere(): void {
		if (workers.size > 0) return;
		for (const { job, file, range, resolve } of waiting.splice(0)) {
			resolve(scanOnTheSpot(file, job, range));
		}
	}

	async function work(worker: Worker, task: Task): Promise<void> {
		const { job, file, range, resolve, reject } = task;
		try {
			worker.postMessage({ job, fd: file.fd, range } satisfies Request);
			const answer = (await messageFrom(worker, ANSWER_TIMEOUT_MS)) as Answer;
			rest(worker);
			if ('part' in answer) resolve(answer.part);
			else reject(errorOf(answer.failed));
		} catch (error) {
			// A worker in an unknown state is given up. It is gone before the caller may close the file.
			await giveUp(worker);
			// It may have died before it was given the job.
			const isTooSlow = error instanceof AuditError && error.code === 'timeout';
			const isWanted = !isClosed && !file.signal?.aborted;
			if (isTooSlow || task.isRepeated || !isWanted) return reject(error as Error);
			task.isRepeated = true;
			waiting.unshift(task);
		} finally {
			next();
		}
	}

	/** Takes a task out of those that wait; false when it is not among them. */
	function take(task: Task): boolean {
		const at = waiting.indexOf(task);
		return at !== -1 && waiting.splice(at, 1).length > 0;
	}

	/** What a thread said last may be heard together with its end. */
	function rest(worker: Worker): void {
		if (workers.has(worker)) idle.push(worker);
	}

	function forget(worker: Worker): void {
		workers.delete(worker);
		const at = idle.indexOf(worker);
		if (at !== -1) idle.splice(at, 1);
	}

	async function giveUp(worker: Worker): Promise<void> {
		forget(worker);
		await end(worker);
	}

	return {
		size,
		get isWarm() {
			return isWarm;
		},
		run<J extends Job>(job: J, file: ScannedFile, range: Range) {
			if (isClosed) return Promise.reject(closed());
			if (file.signal?.aborted) return Promise.reject(aborted());
			const { promise, resolve, reject } = Promise.withResolvers<Part<J>>();
			const task: Task = { job, file, range, resolve: (part) => resolve(part as never), reject };
			const drop = () => void (take(task) && reject(aborted()));
			file.signal?.addEventListener('abort', drop);
			waiting.push(task);
			next();
			return promise.finally(() => file.signal?.removeEventListener('abort', drop));
		},
		async close() {
			isClosed = true;
			for (const { reject } of waiting.splice(0)) reject(closed());
			await Promise.all([...workers].map(end));
		},
	};
}

/** Keeps the program alive until the thread is gone. */
async function end(worker: Worker): Promise<void> {
	worker.ref();
	await worker.terminate();
}

/** The next message; waiting for it keeps the program alive. */
function messageFrom(worker: Worker, timeoutMs: number): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const tooLate = () => reject(new AuditError('timeout', 'The search took too long.'));
		const watchdog = createWatchdog(timeoutMs, () => settle(tooLate));
		const onMessage = (message: unknown) => settle(() => resolve(message));
		const onError = (error: Error) => settle(() => reject(error));
		const onExit = () => onError(closed());

		function settle(tell: () => void): void {
			watchdog.stop();
			worker.unref();
			worker.off('message', onMessage).off('error', onError).off('exit', onExit);
			tell();
		}
		watchdog.set();
		worker.ref();
		worker.on('message', onMessage).on('error', onError).on('exit', onExit);
	});
}

function closed(): AuditError {
	return new AuditError('closed', 'The log is closed.');
}

function errorOf({ code, what }: { code?: AuditErrorCode; what: string }): Error {
	return code ? new AuditError(code, what) : new Error(what);
}

/** As source, or as what a build made of it. */
function besideThisFile(): URL {
	return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}
