const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 15_000;

/**
 * Whether the server answers. Every call reports how it went. While none succeeds, this sends a small request
 * at growing intervals until one does.
 */
export class Connection {
	lost = $state(false);
	/** A request is running. */
	asking = $state(false);

	#ask: (() => Promise<unknown>) | undefined;
	#onBack: (() => void) | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#delay = RETRY_FIRST_MS;

	/** `ask` sends a small request to the server; `onBack` runs when it answers again. Returns a function that stops it. */
	watch({ ask, onBack }: { ask: () => Promise<unknown>; onBack: () => void }): () => void {
		this.#ask = ask;
		this.#onBack = onBack;
		if (this.lost) this.#plan();
		return () => {
			clearTimeout(this.#timer);
			this.#ask = undefined;
			this.#onBack = undefined;
		};
	}

	answered(): void {
		if (!this.lost) return;
		clearTimeout(this.#timer);
		this.lost = false;
		this.#delay = RETRY_FIRST_MS;
		this.#onBack?.();
	}

	failed(): void {
		if (this.lost) return;
		this.lost = true;
		this.#plan();
	}

	async askNow(): Promise<void> {
		if (!this.#ask || this.asking) return;
		clearTimeout(this.#timer);
		this.asking = true;
		try {
			await this.#ask();
			this.answered();
		} catch {
			this.#delay = Math.min(this.#delay * 2, RETRY_LONGEST_MS);
			this.#plan();
		} finally {
			this.asking = false;
		}
	}

	#plan(): void {
		clearTimeout(this.#timer);
		if (this.#ask) this.#timer = setTimeout(() => void this.askNow(), this.#delay);
	}
}

export const connection = new Connection();
