/**
 * The end of the process. What waits in memory then is written at once, blocking: at `process.exit()`, after an
 * uncaught error or an unhandled rejection, when nothing is left to do, and at the signals that end a process.
 *
 * A signal goes on as if this module were not there. It is put before all other listeners, so that one that
 * was to be called once still counts; it writes, takes itself away, and sends the signal again when no other
 * listener is left: the process then ends by it, with the exit status that its parent expects. When there are
 * others, what becomes of the process is up to them. They too may look who else listens, and find no one.
 *
 * Listening is not free for a program: one that does not come back from what it does can't be ended by Ctrl+C while
 * something listens. So signals are listened to only while something waits; where records follow each other closely,
 * for a moment longer, because to add and remove the listeners costs as much as to write an entry.
 *
 * In a browser there is no end of this kind, and nothing is done.
 */
import { IS_WINDOWS } from '@tool-audit/safe-files/system';

export interface AtEnd {
	/** Writes what waits, blocking, for about so many milliseconds. Does not throw. */
	flush(waitMaxMs: number): void;
	/**
	 * A signal leaves time to do it without blocking: resolves when nothing waits any more. Without it, `flush` is
	 * called at a signal too.
	 */
	settle?(): Promise<void>;
	/** Nothing waits. */
	isIdle(): boolean;
}

// Bundles for browsers bring a `process` that has no end.
const HAS_END = typeof process === 'object' && typeof process.versions?.node === 'string';
const SIGNALS: NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];
if (HAS_END && IS_WINDOWS) SIGNALS.push('SIGBREAK');
/** Node tells a listener the number of a signal, and so what a program emits by itself is known. */
const TELLS_NUMBER = HAS_END && !('deno' in process.versions) && !('bun' in process.versions);
const LISTEN_AFTER_MS = 1_000;
/** For all that waits together. After a signal a second one ends the process at once. */
const END_MAX_MS = 2_000;

const waiting = new Set<AtEnd>();
const listeners = new Map(
	SIGNALS.map((signal) => [signal, (_: unknown, number?: number) => onSignal(signal, number)]),
);
let isListening = false;
let stoppedAtMs = Number.NEGATIVE_INFINITY;
/** Records follow each other closely. */
let isBusy = false;
/** Other listeners of a signal have their turn: what is recorded now may be the last. */
let isAside = false;
let isEnding = false;
/** How long this end may still block. */
let leftMs = END_MAX_MS;

/** To be called before anything waits: listeners of the exit that come later may record too. */
export function watchEnd(): void {
	if (!HAS_END || process.listeners('exit').includes(onExit)) return;
	// Before all others, of which one may throw.
	process.prependListener('exit', onExit);
}

/** Something waits. */
export function flushAtEnd(one: AtEnd): void {
	if (!HAS_END) return;
	waiting.add(one);
	if (isEnding || (isAside && !one.settle)) flush(one);
	else if (!isListening) listen();
}

/** Nothing waits any more. */
export function restAtEnd(one: AtEnd): void {
	if (!waiting.delete(one) || waiting.size > 0 || isBusy || isAside) return;
	stopListening();
}

function listen(): void {
	isListening = true;
	isBusy = performance.now() - stoppedAtMs < LISTEN_AFTER_MS;
	leftMs = END_MAX_MS;
	watchEnd();
	for (const [signal, listener] of listeners) process.prependListener(signal, listener);
	if (isBusy) setTimeout(lookAgain, LISTEN_AFTER_MS).unref();
}

function lookAgain(): void {
	for (const one of waiting) if (one.isIdle()) waiting.delete(one);
	if (waiting.size > 0) setTimeout(lookAgain, LISTEN_AFTER_MS).unref();
	else stopListening();
}

function stopListening(): void {
	if (!isListening) return;
	isListening = false;
	stoppedAtMs = performance.now();
	for (const [signal, listener] of listeners) process.off(signal, listener);
}

function flush(one: AtEnd): void {
	const before = performance.now();
	one.flush(leftMs);
	leftMs = Math.max(0, leftMs - (performance.now() - before));
}

function onExit(): void {
	isEnding = true;
	for (const one of waiting) flush(one);
}

/** All that can't be settled. */
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
	// Who listens decides, and may end the process by `process.exit()`.
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
	// More may have come meanwhile.
	flushWhatBlocks();
	// If the process lives on, what is recorded next listens again.
	stopListening();
	process.kill(process.pid, signal);
}
