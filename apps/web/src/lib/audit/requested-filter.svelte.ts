import type { Filter } from '@tool-audit/core';
import { toast } from 'svelte-sonner';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { filtered } from './addresses.ts';
import { asWritten, readFilter, unknownIn } from './filter-url.ts';

/** Whoever types wants the next rows, and an address only when the word is there. */
const PAUSE_MS = 200;

/**
 * The filter in the page's address. What was asked for last counts at once: rows do not wait for the address, and
 * a letter that is typed meanwhile is not taken back by it.
 */
export class RequestedFilter {
	#requested: Filter | undefined = $state.raw();
	/** What was typed and is in no address yet, though it may be on its way there. */
	#typed: { filter: Filter; timer: ReturnType<typeof setTimeout> } | undefined;
	// As text, so that an address that changes otherwise, as by opening a row, is no new filter.
	readonly #text = $derived(JSON.stringify(this.#requested ?? readFilter(page.url.searchParams)));
	readonly current: Filter = $derived(JSON.parse(this.#text) as Filter);

	constructor() {
		const unknown = unknownIn(page.url.searchParams);
		if (unknown.length === 0) return;
		toast.warning(`The address asks for ${unknown.join(', ')}, which is unknown here and left out`);
	}

	/** While a word is `typing`, the address is written when it pauses, and Back takes back all of it. */
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

	/** The page goes. */
	stop(): void {
		clearTimeout(this.#typed?.timer);
		this.#typed = undefined;
	}
}
