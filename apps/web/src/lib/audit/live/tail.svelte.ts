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

/** Opens a tail; the answer closes it. */
export type Listen = (listener: Listener) => () => void;

/**
 * One tail, kept open for as long as somebody wants it. A browser makes a broken connection again by itself
 * and goes on behind the last event; where it gives up, a new tail is opened after a while.
 */
export class Tail {
	#listen: Listen;
	#onEvent: (event: TailEvent) => void;
	#close: (() => void) | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#delay = RETRY_FIRST_MS;
	state: 'off' | 'connecting' | 'open' | 'lost' = $state('off');

	constructor(listen: Listen, onEvent: (event: TailEvent) => void) {
		this.#listen = listen;
		this.#onEvent = onEvent;
	}

	start(): void {
		this.stop();
		this.state = 'connecting';
		this.#open();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#delay = RETRY_FIRST_MS;
		const close = this.#close;
		this.#close = undefined;
		this.state = 'off';
		close?.();
	}

	#open(): void {
		let ended = false;
		const isOurs = () => !ended && this.state !== 'off';
		const close = this.#listen({
			onEvent: (event) => {
				if (!isOurs()) return;
				this.state = 'open';
				this.#delay = RETRY_FIRST_MS;
				this.#onEvent(event);
			},
			onLost: () => {
				if (isOurs()) this.state = 'lost';
			},
			onEnd: () => {
				if (!isOurs()) return;
				ended = true;
				this.state = 'lost';
				this.#timer = setTimeout(() => this.#open(), this.#delay);
				this.#delay = Math.min(this.#delay * 2, RETRY_LONGEST_MS);
			},
		});
		this.#close = () => {
			ended = true;
			close();
		};
	}
}
