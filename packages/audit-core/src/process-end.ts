/**
 * The end of the process. What waits in memory is then written synchronously: at `process.exit()`, after an
 * uncaught error or an unhandled rejection, when the event loop is empty, and at the signals that end a process.
 *
 * A signal has the same effect as without this module. Its listener is put before all others, so that a listener
 * added with `once` still counts. It writes, removes itself, and sends the signal again when there is no other
 * listener: the process then ends by the signal, with the exit status that its parent expects. When there are
 * other listeners, they decide whether the process ends. They may check for further listeners too, and find none.
 *
 * Listening has a cost for a program: while a signal has a listener, Ctrl+C can't end a program that is stuck in a
 * loop. So signals have listeners only while something waits. Where records follow each other closely the
 * listeners stay for a moment longer, because adding and removing them takes as long as writing an entry.
 *
 * In a browser there are no such events, and this module does nothing.
 *
 * A process may load this module more than once: from the files for `import` and from those for `require`, or from several
 * versions of the package. The copy that is loaded first then works for all of them. Two of them would each be another
 * listener to the other one, which decides whether the process ends.
 */
import { monotonicMs } from './monotonic.ts';
import { IS_WINDOWS } from '@tool-audit/safe-files/system';
import { setImmediate, setTimeout } from '@tool-audit/safe-files/timers';

/** Something that may have unwritten data when the process ends. */
export interface AtEnd {
	/** Writes what waits, blocking for up to about `waitMaxMs` milliseconds. Does not throw. */
	flush(waitMaxMs: number): void;
	/**
	 * Resolves when nothing waits any more. Called at a signal, which leaves time to write without blocking. Without
	 * it, `flush` is called at a signal too.
	 */
	settle?(): Promise<void>;
	/** True when nothing waits. */
	isIdle(): boolean;
}

// Bundles for browsers have a `process` object that never exits.
const HAS_END = typeof process === 'object' && typeof process.versions?.node === 'string';
const SIGNALS: NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];
if (HAS_END && IS_WINDOWS) SIGNALS.push('SIGBREAK');
/** Node passes the number of a signal to its listeners. Without a number, the program emitted the event itself. */
const TELLS_NUMBER = HAS_END && !('deno' in process.versions) && !('bun' in process.versions);
const LISTEN_AFTER_MS = 1_000;
/** Time limit for everything that waits, together. A second signal ends the process at once. */
const END_MAX_MS = 2_000;

const waiting = new Set<AtEnd>();
const listeners = new Map(
	SIGNALS.map((signal) => [signal, (_: unknown, number?: number) => onSignal(signal, number)]),
);
let isListening = false;
let stoppedAtMs = Number.NEGATIVE_INFINITY;
/** Records follow each other closely, so the listeners stay for a moment. */
let isBusy = false;
/** The other listeners of a signal are running: what is recorded now may be the last. */
let isAside = false;
let isEnding = false;
/** How long the end of the process may still block. */
let leftMs = END_MAX_MS;

interface Copy {
	watch(): void;
	flush(one: AtEnd): void;
	rest(one: AtEnd): void;
}

/** The number changes when a copy could not work for another one any more. */
const FIRST_COPY = Symbol.for('tool-audit.process-end.1');
const copies = globalThis as { [FIRST_COPY]?: Copy };
const first = (copies[FIRST_COPY] ??= { watch, flush: flushAtItsEnd, rest });

/** Call it before anything waits: listeners of `exit` that are added later may record too. */
export function watchEnd(): void {
	first.watch();
}

/** `one` has something that waits to be written. */
export function flushAtEnd(one: AtEnd): void {
	first.flush(one);
}

/** `one` has nothing that waits any more. */
export function restAtEnd(one: AtEnd): void {
	first.rest(one);
}

function watch(): void {
	if (!HAS_END || process.listeners('exit').includes(onExit)) return;
	// Before all other listeners, because one of them may throw.
	process.prependListener('exit', onExit);
}

function flushAtItsEnd(one: AtEnd): void {
	if (!HAS_END) return;
	waiting.add(one);
	if (isEnding || (isAside && !one.settle)) flush(one);
	else if (!isListening) listen();
}

function rest(one: AtEnd): void {
	if (!waiting.delete(one) || waiting.size > 0 || isBusy || isAside) return;
	stopListening();
}

function listen(): void {
	isListening = true;
	isBusy = monotonicMs() - stoppedAtMs < LISTEN_AFTER_MS;
	leftMs = END_MAX_MS;
	watch();
	for (const [signal, listener] of listeners) process.prependListener(signal, listener);
	if (isBusy) setTimeout(checkIdle, LISTEN_AFTER_MS).unref();
}

function checkIdle(): void {
	for (const one of waiting) if (one.isIdle()) waiting.delete(one);
	if (waiting.size > 0) setTimeout(checkIdle, LISTEN_AFTER_MS).unref();
	else stopListening();
}

function stopListening(): void {
	if (!isListening) return;
	isListening = false;
	stoppedAtMs = monotonicMs();
	for (const [signal, listener] of listeners) process.off(signal, listener);
}

function flush(one: AtEnd): void {
	const before = monotonicMs();
	one.flush(leftMs);
	leftMs = Math.max(0, leftMs - (monotonicMs() - before));
}

function onExit(): void {
	isEnding = true;
	for (const one of waiting) flush(one);
}

/** Flushes everything that has no `settle`. */
function flushWhatBlocks(): void {
	for (const one of waiting) if (!one.settle) flush(one);
}

function onSignal(signal: NodeJS.Signals, number: number | undefined): void {
	flushWhatBlocks();
	const listener = listeners.get(signal)!;
	process.off(signal, listener);
	const isEmitted = TELLS_NUMBER && number === undefined;
	if (!isEmitted && process.listenerCount(signal) === 0) {
		void settleAll().then(() => endBy(signal));
		return;
	}
	// The other listeners decide, and may end the process by `process.exit()`.
	isAside = true;
	setImmediate(() => {
		isAside = false;
		if (isListening && !process.listeners(signal).includes(listener)) {
			process.prependListener(signal, listener);
		}
	});
}

async function settleAll(): Promise<void> {
	const settling = [...waiting].flatMap((one) => one.settle?.() ?? []);
	if (settling.length === 0) return;
	const timeIsUp = new Promise((resolve) => setTimeout(resolve, END_MAX_MS));
	await Promise.race([Promise.all(settling), timeIsUp]);
}

function endBy(signal: NodeJS.Signals): void {
	// More may have been recorded while settling.
	flushWhatBlocks();
	// If the process survives the signal, the next record adds the listeners again.
	stopListening();
	process.kill(process.pid, signal);
}
