import type { TailEvent } from '@tool-audit/core';

const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 15_000;

export interface Listener {
	onEvent: (event: TailEvent) => void;
	/** The connection is gone and is being made again. */
	onLost: () => void;
	/** It will not come back by itself. */
	onEnd: () => void;
}

/** Opens a tail, behind the event whose cursor is given; the answer closes it. */
export type Listen = (listener: Listener, after: string | undefined) => () => void;

/**
 * One tail, kept open for as long as somebody wants it. A browser makes a broken connection again by itself
 * and goes on behind the last event; where it gives up, a new tail is opened after a while. While the page is hidden
 * it rests without a connection, of which a browser has few for all pages of a server, and then goes on behind
 * the last event too.
 */
export class Tail {
	#listen: Listen;
	#onEvent: (event: TailEvent) => void;
	#close: (() => void) | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#delay = RETRY_FIRST_MS;
	/** Of the last event. */
	#cursor: string | undefined;
	/** Stays what it was while the tail rests: nothing was lost. */
	state: 'off' | 'connecting' | 'open' | 'lost' = $state('off');

	constructor(listen: Listen, onEvent: (event: TailEvent) => void) {
		this.#listen = listen;
		this.#onEvent = onEvent;
	}

	/** Begins, or goes on after a rest. */
	start(): void {
		this.rest();
		if (this.state === 'off') this.state = 'connecting';
		this.#open();
	}

	rest(): void {
		clearTimeout(this.#timer);
		this.#delay = RETRY_FIRST_MS;
		const close = this.#close;
		this.#close = undefined;
		close?.();
	}

	stop(): void {
		this.state = 'off';
		this.#cursor = undefined;
		this.rest();
	}

	#open(): void {
		let ended = false;
		const listener: Listener = {
			onEvent: (event) => {
				if (ended) return;
				this.state = 'open';
				this.#cursor = event.cursor;
				this.#delay = RETRY_FIRST_MS;
				this.#onEvent(event);
			},
			onLost: () => {
				if (!ended) this.state = 'lost';
			},
			onEnd: () => {
				if (ended) return;
				ended = true;
				this.state = 'lost';
				// It may be the cursor that was refused.
				this.#cursor = undefined;
				this.#timer = setTimeout(() => this.#open(), this.#delay);
				this.#delay = Math.min(this.#delay * 2, RETRY_LONGEST_MS);
			},
		};
		const close = this.#listen(listener, this.#cursor);
		this.#close = () => {
			ended = true;
			close();
		};
	}
}
