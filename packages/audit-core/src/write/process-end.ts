/**
 * The end of the process. What waits in memory then is written at once, blocking: at `process.exit()`, after an
 * uncaught error or an unhandled rejection, when nothing is left to do, and at the signals that end a process.
 *
 * A signal goes on as if this module were not there. It is put before all other listeners, so that one that
 * was to be called once still counts; it writes, takes itself away, and sends the signal again when no other
 * listener is left: the process then ends by it, with the exit status that its parent expects. When there are
 * others, what becomes of the process is up to them. They too may look who else listens, and find nobody.
 *
 * Listening is not free for a program: one that is stuck in a loop can't be ended by Ctrl+C while somebody
 * listens. So there are listeners only while something waits, and for a moment longer.
 */
export interface AtEnd {
	/** Writes what waits, blocking. Does not throw. */
	flush(): void;
	/** Nothing waits. */
	isIdle(): boolean;
}

const SIGNALS: NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];
if (process.platform === 'win32') SIGNALS.push('SIGBREAK');
/** To add and remove the listeners costs more than to write an entry. */
const LISTEN_AFTER_MS = 1_000;

const waiting = new Set<AtEnd>();
let isListening = false;
let isEnding = false;

/** Something waits to be written. */
export function flushAtEnd(recorder: AtEnd): void {
	waiting.add(recorder);
	// Recorded by a listener of the exit that was called after ours.
	if (isEnding) recorder.flush();
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
		for (const recorder of waiting) if (recorder.isIdle()) waiting.delete(recorder);
		if (waiting.size > 0) rest();
		else stopListening();
	}, LISTEN_AFTER_MS).unref();
}

function stopListening(): void {
	isListening = false;
	process.off('exit', onExit);
	for (const signal of SIGNALS) process.off(signal, onSignal);
}

function flushAll(): void {
	for (const recorder of waiting) recorder.flush();
}

function onExit(): void {
	isEnding = true;
	flushAll();
}

function onSignal(signal: NodeJS.Signals): void {
	flushAll();
	process.off(signal, onSignal);
	if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
	// The process lives on.
	setImmediate(() => {
		if (isListening && !process.listeners(signal).includes(onSignal)) {
			process.prependListener(signal, onSignal);
		}
	});
}
