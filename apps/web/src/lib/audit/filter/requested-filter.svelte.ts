import type { Filter } from '@tool-audit/core';
import { toast } from 'svelte-sonner';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { filtered } from '../addresses.ts';
import { asWritten, readFilter, unknownIn } from './filter-url.ts';

/** Rows follow every letter; the address is written after a pause in the typing. */
const PAUSE_MS = 200;

/**
 * The requested filter: the one in the page's address, or on its way there. It counts at once: rows do not wait for
 * the address, and an address that arrives late does not undo a letter typed since.
 */
export class RequestedFilter {
	#requested: Filter | undefined = $state.raw();
	/** A filter that is being typed and is not yet in the address, though it may be on its way there. */
	#typed: { filter: Filter; timer: ReturnType<typeof setTimeout> } | undefined;
	// As text, so that a change of another part of the address, such as opening a row, is not a new filter.
	readonly #text = $derived(JSON.stringify(this.#requested ?? readFilter(page.url.searchParams)));
	readonly current: Filter = $derived(JSON.parse(this.#text) as Filter);

	constructor() {
		const unknown = unknownIn(page.url.searchParams);
		if (unknown.length === 0) return;
		toast.warning(`The address asks for ${unknown.join(', ')}, which is unknown here and left out`);
	}

	/** While a text is being typed (`typing`), the address is written after a pause, and Back undoes all of it. */
	set = (next: Filter, typing = false): void => {
		const typed = this.#typed?.filter;
		this.stop();
		const filter = asWritten(next);
		this.#requested = filter;
		if (typing) {
			const timer = setTimeout(() => void this.#write(filter, true), PAUSE_MS);
			this.#typed = { filter, timer };
		} else {
			void this.#write(filter, false, typed);
		}
	};

	async #write(filter: Filter, replace: boolean, before?: Filter): Promise<void> {
		if (before) await goto(filtered(page.url, before), { replace: true, reset: false });
		if (this.#requested !== filter) return;
		await goto(filtered(page.url, filter), { replace, reset: false });
		if (this.#typed?.filter === filter) this.#typed = undefined;
		if (this.#requested === filter) this.#requested = undefined;
	}

	/** Called when the page is left. */
	stop(): void {
		clearTimeout(this.#typed?.timer);
		this.#typed = undefined;
	}
}
