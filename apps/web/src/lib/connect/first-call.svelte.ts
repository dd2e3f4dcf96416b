import type { LogChange } from '@tool-audit/core';

/** How long it may take before the page says what to check. */
export const CHECK_AFTER_MS = 60_000;
const TICK_MS = 1_000;

export interface NewestCall {
	day: string;
	ref: string;
	tool: string;
	/** It was recorded long after it ended, as an imported call is. */
	isLate: boolean;
}

interface Options {
	/** The owner of the log. */
	user: string;
	changes: { listen(onEvent: (event: LogChange) => void): () => void };
	/** The newest call of the log; `null` without any. */
	readNewest: () => Promise<NewestCall | null>;
	/** The clock, in milliseconds since 1970. */
	now?: () => number;
}

/**
 * Waits for the first call that arrives in the own log while the page is open. What is in the log already does not
 * count, and neither do the calls of an import.
 */
export class FirstCall {
	#options: Required<Options>;
	/** The newest call when the waiting began, by its ref; `undefined` until it is read. */
	#before: string | null | undefined;
	#reading = false;
	#again = false;
	call: NewestCall | null = $state.raw(null);
	arrivedMs = $state(0);
	/** Ticks while it is needed for a text. */
	nowMs = $state(0);
	#startedMs = $state(0);

	/** It takes long enough to say what to check. */
	readonly isOverdue = $derived(
		this.call === null && this.nowMs - this.#startedMs >= CHECK_AFTER_MS,
	);

	constructor(options: Options) {
		this.#options = { now: Date.now, ...options };
	}

	/** Something was connected: a call may come from now on. */
	expect(): void {
		this.#startedMs = this.nowMs = this.#options.now();
	}

	/** Returns a function that ends it. */
	start(): () => void {
		this.expect();
		const ticking = setInterval(() => (this.nowMs = this.#options.now()), TICK_MS);
		const endListening = this.#options.changes.listen((event) => {
			if (event.type === 'change' && event.user !== this.#options.user) return;
			void this.#look();
		});
		void this.#look();
		return () => {
			clearInterval(ticking);
			endListening();
		};
	}

	/** Reads one at a time: a change that comes while it reads causes one more read. */
	async #look(): Promise<void> {
		if (this.call) return;
		if (this.#reading) {
			this.#again = true;
			return;
		}
		this.#reading = true;
		try {
			do {
				this.#again = false;
				this.#take(await this.#options.readNewest());
			} while (this.#again && !this.call);
		} catch {
			// The next change reads again; the page says elsewhere that the server can't be reached.
		} finally {
			this.#reading = false;
		}
	}

	#take(newest: NewestCall | null): void {
		if (this.#before === undefined || newest?.isLate) {
			this.#before = newest?.ref ?? null;
			return;
		}
		if (!newest || newest.ref === this.#before) return;
		this.call = newest;
		this.arrivedMs = this.nowMs = this.#options.now();
	}
}
