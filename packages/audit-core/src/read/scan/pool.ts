import { loadWorkerThreads } from '@tool-audit/safe-files';
import {
	clearInterval,
	clearTimeout,
	setInterval,
	setTimeout,
} from '@tool-audit/safe-files/timers';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { monotonicMs } from '../../monotonic.ts';
import { createWatchdog } from '../../watchdog.ts';
import { AuditError, isAuditError, type AuditErrorCode } from '../../errors.ts';
import { isError } from '../../format/foreign.ts';
import type { Job, Part } from './jobs.ts';
import { STARTED, type Answer, type Request, type WorkerData } from './messages.ts';
import { aborted, throwIfAborted } from '../io/aborted.ts';
import { scanOnTheSpot, type ScannedFile } from './on-the-spot.ts';
import type { Range } from '../io/visit.ts';
import { workerUrl } from './worker-url.ts';

const WORKERS_MAX = 4;
const NOT_OURS = 'The program of the thread is another one than @tool-audit/core/scan-worker.';
/** A job takes a fraction of this, except for an expression that is meant to be slow. */
const ANSWER_TIMEOUT_MS = 10_000;
/** One message asks for no more than a large file is scanned in at once. */
const MESSAGE_BYTES_MAX = 8 * 1024 * 1024;
const START_TIMEOUT_MS = 60_000;
/** Any time: the timer does nothing when it fires. */
const ALIVE_MS = 60_000;

/**
 * Scans begin in the main thread: workers are started when these have taken so long. Half a gigabyte is scanned until then,
 * and most programs are done (docs/decisions/2026-12-01-kernels.md).
 */
const WARM_AFTER_MS = 500;

/** After a thread could not be started, jobs run in the main thread for this long before the next attempt. */
const START_AGAIN_MS = 60_000;

/** In a thread of Deno the number of an open file means no file, or another one. */
const SHARES_FILES = !('deno' in process.versions);

/**
 * Runs jobs in worker threads, which are started when they are first needed. Where none can be started (not
 * permitted by `--permission`, worker file missing from a bundle, too many threads) jobs run in the main thread:
 * more slowly, and with pauses for other work.
 */
export interface ScanPool {
	/** Number of jobs that run at the same time. */
	size: number;
	/** True when a worker has started. */
	readonly isWarm: boolean;
	/**
	 * Tells that a scan runs in the main thread, until the returned function is called. When such scans take long together,
	 * a worker is started.
	 */
	scanningHere(): () => void;
	/**
	 * Runs a job over a range of a file. The file must stay open until the promise is settled. A job that has not
	 * started when the file's signal is aborted never runs; one that has started ends soon.
	 */
	run<J extends Job>(job: J, file: ScannedFile, range: Range): Promise<Part<J>>;
	close(): Promise<void>;
}

export interface ScanPoolOptions {
	size?: number;
	/** The address of the worker's program. */
	workerUrl?: (() => URL) | undefined;
	/** A folder in which workers keep their compiled code, to start sooner. Only sources need it. */
	codeCache?: string | undefined;
	/** Whether threads can read the files that are open here. Otherwise there are none, and no warning. */
	sharesFiles?: boolean;
}

/** A pool without threads, for files in memory: jobs run in this thread, with pauses for other work. */
export function createLocalPool(): ScanPool {
	let isClosed = false;
	return {
		size: 1,
		isWarm: false,
		scanningHere: () => () => undefined,
		async run(job, file, range) {
			if (isClosed) throw closed();
			throwIfAborted(file.signal);
			return await scanOnTheSpot(file, job, range);
		},
		async close() {
			isClosed = true;
		},
	};
}

interface Task {
	job: Job;
	file: ScannedFile;
	range: Range;
	/** True when a thread died while it ran this task. */
	isRepeated?: boolean;
	resolve: (part: Part<Job> | Promise<Part<Job>>) => void;
	reject: (error: Error) => void;
}

export function createScanPool(options: ScanPoolOptions = {}): ScanPool {
	const { size = Math.min(WORKERS_MAX, availableParallelism()) } = options;
	const { sharesFiles = SHARES_FILES, codeCache } = options;
	const urlOf = options.workerUrl ?? workerUrl;
	const waiting: Task[] = [];
	const idle: Worker[] = [];
	const workers = new Set<Worker>();
	let failedAtMs = Number.NEGATIVE_INFINITY;
	let isWarm = false;
	/** How long scans ran in the main thread. */
	let hereMs = 0;
	let isClosed = false;

	function next(): void {
		while (waiting.length > 0 && idle.length > 0) void work(idle.pop()!, nextTasks());
		if (waiting.length > 0 && workers.size < size) start();
	}

	/** Starts the first worker. The others are started when there is work for them. */
	function warm(): void {
		if (workers.size === 0 && sharesFiles && !isClosed && !hasJustFailed()) start();
	}

	function start(): void {
		if (!sharesFiles || hasJustFailed()) return runHere();
		let worker: Worker;
		try {
			const { Worker } = loadWorkerThreads();
			worker = new Worker(urlOf(), { workerData: { codeCache } satisfies WorkerData });
		} catch (error) {
			return noteFailure(error);
		}
		// A worker must not keep the process alive, and the end of a worker must not end the process.
		worker.unref();
		worker.on('error', () => undefined);
		worker.on('exit', () => forget(worker));
		workers.add(worker);
		void welcome(worker);
	}

	async function welcome(worker: Worker): Promise<void> {
		try {
			const first = await messageFrom(worker, START_TIMEOUT_MS);
			if (first !== STARTED) throw new Error(NOT_OURS);
			isWarm = true;
			rest(worker);
		} catch (error) {
			await giveUp(worker);
			if (!isClosed) noteFailure(error);
		}
		next();
	}

	function hasJustFailed(): boolean {
		return monotonicMs() - failedAtMs < START_AGAIN_MS;
	}

	function noteFailure(error: unknown): void {
		if (!hasJustFailed()) warn(error);
		failedAtMs = monotonicMs();
		runHere();
	}

	function warn(error: unknown): void {
		const reason = isError(error) ? error.message : String(error);
		process.emitWarning(`Logs are read without worker threads, so more slowly: ${reason}`, {
			type: 'ToolAuditWarning',
		});
	}

	/** Without any worker, the waiting jobs run in the main thread. */
	function runHere(): void {
		if (workers.size > 0) return;
		for (const { job, file, range, resolve } of waiting.splice(0)) {
			resolve(scanOnTheSpot(file, job, range));
		}
	}

	/** The next task, with those behind it that are the same job over small files, as long as there are some for each worker. */
	function nextTasks(): Task[] {
		const tasks = [waiting.shift()!];
		const name = JSON.stringify(tasks[0]!.job);
		let bytes = bytesOf(tasks[0]!);
		while (waiting.length > idle.length && (bytes += bytesOf(waiting[0]!)) <= MESSAGE_BYTES_MAX) {
			if (JSON.stringify(waiting[0]!.job) !== name) break;
			tasks.push(waiting.shift()!);
		}
		return tasks;
	}

	async function work(worker: Worker, tasks: Task[]): Promise<void> {
		try {
			const { job } = tasks[0]!;
			const files = tasks.map(({ file, range }) => ({ fd: file.fd, range }));
			worker.postMessage({ job, files } satisfies Request);
			const answers = (await messageFrom(worker, ANSWER_TIMEOUT_MS)) as Answer[];
			rest(worker);
			for (const [index, { resolve, reject }] of tasks.entries()) {
				const answer = answers[index]!;
				if ('part' in answer) resolve(answer.part);
				else reject(errorOf(answer.failed));
			}
		} catch (error) {
			// A worker in an unknown state is terminated. It must be gone before the caller may close the file.
			await giveUp(worker);
			for (const task of tasks.reverse()) repeat(task, error as Error);
		} finally {
			next();
		}
	}

	/** Runs a task again whose worker has died, perhaps before it got the job. */
	function repeat(task: Task, error: Error): void {
		const isTooSlow = isAuditError(error) && error.code === 'timeout';
		const isWanted = !task.file.signal?.aborted;
		if (isClosed) task.reject(closed());
		else if (task.isRepeated && !isAuditError(error)) task.reject(endedTwice(error));
		else if (isTooSlow || task.isRepeated || !isWanted) task.reject(error);
		else {
			task.isRepeated = true;
			waiting.unshift(task);
		}
	}

	/** Removes a waiting task; false when it is not waiting. */
	function take(task: Task): boolean {
		const at = waiting.indexOf(task);
		return at !== -1 && waiting.splice(at, 1).length > 0;
	}

	/** The last message of a thread may arrive after its end. */
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
		scanningHere() {
			const begunMs = monotonicMs();
			const timer = setTimeout(warm, Math.max(0, WARM_AFTER_MS - hereMs));
			return () => {
				clearTimeout(timer);
				hereMs += monotonicMs() - begunMs;
			};
		},
		run<J extends Job>(job: J, file: ScannedFile, range: Range) {
			if (isClosed) return Promise.reject(closed());
			if (file.signal?.aborted) return Promise.reject(aborted(file.signal));
			const { promise, resolve, reject } = Promise.withResolvers<Part<J>>();
			const task: Task = { job, file, range, resolve: (part) => resolve(part as never), reject };
			const drop = () => void (take(task) && reject(aborted(file.signal)));
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

function bytesOf({ range }: Task): number {
	return range.to - range.from;
}

/** Keeps the process alive until the thread is gone, also when a wait for its message ends meanwhile. */
async function end(worker: Worker): Promise<void> {
	const alive = setInterval(() => undefined, ALIVE_MS);
	try {
		await worker.terminate();
	} finally {
		clearInterval(alive);
	}
}

/** The next message of a worker. Waiting for it keeps the process alive. */
function messageFrom(worker: Worker, timeoutMs: number): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const tooLate = () => reject(new AuditError('timeout', 'The search took too long.'));
		const watchdog = createWatchdog(timeoutMs, () => settle(tooLate));
		const onMessage = (message: unknown) => settle(() => resolve(message));
		const onError = (error: Error) => settle(() => reject(error));
		const onExit = () => onError(new Error('The thread has ended.'));

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

/** It may need more memory than a thread gets. */
function endedTwice(cause: Error): AuditError {
	return new AuditError('exhausted', 'The thread that searched has ended twice.', { cause });
}

function errorOf({ code, what }: { code?: AuditErrorCode; what: string }): Error {
	return code ? new AuditError(code, what) : new Error(what);
}

/** The address of a worker's program that a caller gives. */
export function workerAt(program: string | { readonly href: string }): () => URL {
	// Resolved now: the process may change or lose its working directory.
	const address = addressOf(program);
	return () => address;
}

function addressOf(program: string | { readonly href: string }): URL {
	if (typeof program !== 'string') return new URL(program.href);
	return program.startsWith('file:') ? new URL(program) : pathToFileURL(resolve(program));
}
