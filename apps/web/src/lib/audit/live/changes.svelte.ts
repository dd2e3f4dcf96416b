import type { LogChange } from '@tool-audit/core';
import { untrack } from 'svelte';
import { whileShown } from './while-shown.ts';

const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 15_000;

export interface Listener {
	onEvent: (event: LogChange) => void;
	/** The connection is lost, and the browser is opening it again. */
	onLost: () => void;
	/** The browser gave up. */
	onEnd: () => void;
}

/** Opens a stream; the returned function closes it. */
export type Connect = (listener: Listener) => () => void;

/**
 * Passes changes of logs to all listeners on the page, over one connection that is open while there are any. A
 * browser reconnects by itself; if it gives up, a new connection is opened after a while. While the page is hidden
 * there is none, because a browser has only a few for all pages of a server.
 *
 * Every connection begins with `start`. Each listener then reads again what it shows, because changes before the
 * connection are not sent.
 */
export class Changes {
	#connect: Connect;
	#listeners: ((event: LogChange) => void)[] = [];
	#endShowing: (() => void) | undefined;
	#close: (() => void) | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#delay = RETRY_FIRST_MS;
	/** Keeps its value while the page is hidden: nothing was lost. */
	state: 'off' | 'connecting' | 'open' | 'lost' = $state('off');

	constructor(connect: Connect) {
		this.#connect = connect;
	}

	/** Returns a function that removes the listener. An effect that listens does not depend on what listeners read. */
	listen(onEvent: (event: LogChange) => void): () => void {
		return untrack(() => this.#listen(onEvent));
	}

	#listen(onEvent: (event: LogChange) => void): () => void {
		// The same function may listen twice.
		const listener = (event: LogChange) => onEvent(event);
		this.#listeners = [...this.#listeners, listener];
		this.#endShowing ??= whileShown(() => {
			this.#start();
			return () => this.#rest();
		});
		if (this.state === 'open' && this.#close) listener({ type: 'start' });
		return () => {
			this.#listeners = this.#listeners.filter((other) => other !== listener);
			if (this.#listeners.length === 0) this.#stop();
		};
	}

	#start(): void {
		this.#rest();
		if (this.state === 'off') this.state = 'connecting';
		this.#open();
	}

	#rest(): void {
		clearTimeout(this.#timer);
		this.#delay = RETRY_FIRST_MS;
		const close = this.#close;
		this.#close = undefined;
		close?.();
	}

	#stop(): void {
		this.#endShowing?.();
		this.#endShowing = undefined;
		this.#rest();
		this.state = 'off';
	}

	#open(): void {
		let ended = false;
		const close = this.#connect({
			onEvent: (event) => {
				if (ended) return;
				this.state = 'open';
				this.#delay = RETRY_FIRST_MS;
				for (const listener of this.#listeners) listener(event);
			},
			onLost: () => {
				if (!ended) this.state = 'lost';
			},
			onEnd: () => {
				if (ended) return;
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
