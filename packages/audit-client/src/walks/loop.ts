import { atCaller, callerOf } from '../caller-stack.ts';
import { abortedBy, joined, untilAborted } from '../http/abort.ts';
import type { CallOptions } from '../options.ts';

export interface LoopOptions {
	/** The method that begins it: an error's stack begins where that was called. */
	// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
	method: Function;
	/** What was aborted, at the beginning of a sentence. */
	name: string;
	signal: CallOptions['signal'];
	/** Whether its signal ends it, like the end of what is listened to. By default the loop rejects with `aborted`. */
	endsWithSignal?: boolean;
	/** Called once, when no value is asked for any more. */
	onEnd?: () => void;
}

type Loop<T> = AsyncGenerator<T, void>;

/** Its methods are replaced. What is left is what engines add to generators, such as `Symbol.asyncDispose`. */
const PROTOTYPE = Object.getPrototypeOf((async function* () {})()) as object;

/**
 * The values that `begin` gives, as a generator that ends at once: by `return()` also while a value is waited for, which a
 * generator of the language answers only after that value; and by the signal, whatever `begin` does with its own. That is
 * aborted as soon as the loop has ended.
 */
export function loop<T>(
	{ method, name, signal, endsWithSignal = false, onEnd }: LoopOptions,
	begin: (signal: AbortSignal) => AsyncIterator<T, void>,
): Loop<T> {
	const caller = callerOf(method);
	const left = new AbortController();
	const END: IteratorReturnResult<void> = { done: true, value: undefined };
	let stop: ReturnType<typeof joined> | undefined;
	let values: AsyncIterator<T, void> | undefined;

	function end(): void {
		if (left.signal.aborted) return;
		left.abort();
		stop?.release();
		// It may be between two values.
		values?.return?.().catch(() => undefined);
		onEnd?.();
	}

	async function next(): Promise<IteratorResult<T, void>> {
		if (left.signal.aborted) return END;
		try {
			if (signal?.aborted) throw signal.reason;
			stop ??= joined(signal ? [left.signal, signal] : [left.signal]);
			values ??= begin(stop.signal);
			const result = await untilAborted(stop.signal, values.next());
			if (result.done) end();
			return result;
		} catch (error) {
			const isLeft = left.signal.aborted;
			end();
			if (isLeft) return END;
			if (!signal?.aborted) throw atCaller(error, caller);
			if (endsWithSignal) return END;
			throw atCaller(abortedBy(signal, name), caller);
		}
	}

	const methods = {
		next,
		return(): Promise<IteratorResult<T, void>> {
			end();
			return Promise.resolve(END);
		},
		async throw(error: Error): Promise<IteratorResult<T, void>> {
			end();
			throw error;
		},
	};
	return Object.assign(Object.create(PROTOTYPE) as Loop<T>, methods);
}
