/**
 * The end of the process. What waits in memory then is written at once, blocking: at `process.exit()`, after an
 * uncaught error or an unhandled rejection, when nothing is left to do, and at the signals that end a process.
 *
 * A signal goes on as if this module were not there. It is put before all other listeners, so that one that
 * was to be called once still counts; it writes, takes itself away, and sends the signal again when no other
 * listener is left: the process then ends by it, with the exit status that its parent expects. When there are
 * others, what becomes of the process is up to them. They too may look who else listens, and find no one.
 *
 * Listening is not free for a program: one that is stuck in a loop can't be ended by Ctrl+C while something
 * listens. So there are listeners only while something waits, and for a moment longer.
 *
 * In a browser there is no end of this kind, and nothing is done.
 */
export interface AtEnd {
	/** Writes what waits, blocking. Does not throw. */
	flush(): void;
	/**
	 * A signal leaves time to do it without blocking: resolves when nothing waits any more. Without it, `flush` is
	 * called at a signal too.
	 */
	settle?(): Promise<void>;
	/** Nothing waits. */
	isIdle(): boolean;
}

const HAS_END = typeof process === 'object' && typeof process.prependListener === 'function';
const SIGNALS: NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];
if (HAS_END && process.platform === 'win32') SIGNALS.push('SIGBREAK');
/** To add and remove the listeners costs more than to write an entry. */
const LISTEN_AFTER_MS = 1_000;
/** After a signal. A second one ends the process at once. */
const SETTLE_MAX_MS = 2_000;

const waiting = new Set<AtEnd>();
let isListening = false;
let isEnding = false;

/** Something waits. */
export function flushAtEnd(one: AtEnd): void {
	if (!HAS_END) return;
	waiting.add(one);
	// It came in a listener of the exit that was called after ours.
	if (isEnding) one.flush();
	else if (!isListening) listen();
}

function listen(): void {
	isListening = true;
	process.on('exit', onExit);
	for (const signal of SIGNALS) process.prependListener(signal, onSignal);
	rest();
}

function rest(): void {
	setTimeout(() => {
		for (const one of waiting) if (one.isIdle()) waiting.delete(one);
		if (waiting.size > 0) rest();
		else stopListening();
	}, LISTEN_AFTER_MS).unref();
}

function stopListening(): void {
	isListening = false;
	process.off('exit', onExit);
	for (const signal of SIGNALS) process.off(signal, onSignal);
}

function onExit(): void {
	isEnding = true;
	for (const one of waiting) one.flush();
}

function onSignal(signal: NodeJS.Signals): void {
	flushWhatBlocks();
	process.off(signal, onSignal);
	// Who listens decides, and may end the process by `process.exit()`.
	if (process.listenerCount(signal) > 0) setImmediate(listenAgain, signal);
	else void settleAll().then(() => endBy(signal));
}

async function settleAll(): Promise<void> {
	const settling = [...waiting].flatMap((one) => one.settle?.() ?? []);
	if (settling.length === 0) return;
	const timeIsUp = new Promise((resolve) => setTimeout(resolve, SETTLE_MAX_MS));
	await Promise.race([Promise.all(settling), timeIsUp]);
}

/** All that can't be settled. */
function flushWhatBlocks(): void {
	for (const one of waiting) if (!one.settle) one.flush();
}

function endBy(signal: NodeJS.Signals): void {
	// More may have come meanwhile.
	flushWhatBlocks();
	process.kill(process.pid, signal);
	// The process lives on: a listener has come meanwhile, or its first process ignores what ends others.
	setImmediate(listenAgain, signal);
}

function listenAgain(signal: NodeJS.Signals): void {
	if (!isListening || process.listeners(signal).includes(onSignal)) return;
	process.prependListener(signal, onSignal);
}
