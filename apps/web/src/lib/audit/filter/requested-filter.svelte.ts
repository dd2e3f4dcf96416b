import { machineZone } from '@tool-audit/core/format';
import type { Filter } from '@tool-audit/core';
import { toast } from 'svelte-sonner';
import { afterNavigate, goto } from '$app/navigation';
import { page } from '$app/state';
import { asked } from '../addresses.ts';
import { applyStep, withPart, type FilterStep } from './filter-edit.ts';
import { asWritten, readAsked, unknownIn, type AskedFilter } from './filter-url.ts';
import { spanOfPreset, type TimePreset } from './time-presets.ts';

/** Rows follow every letter; the address is written after a pause in the typing. */
const PAUSE_MS = 200;

/**
 * The requested filter: the one in the page's address, or on its way there. It counts at once: rows do not wait for
 * the address, and an address that arrives late does not undo a letter typed since.
 *
 * Create it while a component is created. `onchange` is called whenever another filter is requested, by a control or
 * by the address.
 */
export class RequestedFilter {
	#requested: AskedFilter | undefined = $state.raw();
	/** When a named span of time was last asked for: it ends then. */
	#now = $state(Date.now());
	/** A filter that is being typed and is not yet in the address, though it may be on its way there. */
	#typed: { asked: AskedFilter; timer: ReturnType<typeof setTimeout> } | undefined;
	#onchange: () => void;
	#told: string;
	readonly #asked = $derived(this.#requested ?? readAsked(page.url.searchParams));
	/** The named span of time, such as the last hour, if it is one. */
	readonly preset: TimePreset | undefined = $derived(this.#asked.preset);
	// As text, so that a change of another part of the address, such as opening a row, is not a new filter.
	readonly #text = $derived(JSON.stringify(resolve(this.#asked, this.#now)));
	readonly current: Filter = $derived(JSON.parse(this.#text) as Filter);

	constructor(onchange: () => void = () => undefined) {
		this.#onchange = onchange;
		this.#told = this.#text;
		afterNavigate(() => this.#tell());
		const unknown = unknownIn(page.url.searchParams);
		if (unknown.length === 0) return;
		toast.warning(`The address asks for ${unknown.join(', ')}, which is unknown here and left out`);
	}

	/** While a text is being typed (`typing`), the address is written after a pause, and Back undoes all of it. */
	set = (next: Filter, typing = false): void => {
		const { since, until } = this.current;
		const isSameTime = next.since === since && next.until === until;
		this.#set({ filter: next, ...(isSameTime && this.preset && { preset: this.preset }) }, typing);
	};

	/**
	 * A step from a row or from its detail. It is one from the filter that is requested at this moment, which may be another
	 * than that of the row.
	 */
	step = (step: FilterStep): void => {
		this.set(applyStep(this.current, step));
	};

	setPreset = (preset: TimePreset): void => {
		this.#set({ filter: this.current, preset }, false);
	};

	/** Asks again: a named span of time ends now. */
	renew = (): void => {
		this.#now = Date.now();
		this.#tell();
	};

	#set({ filter, preset }: AskedFilter, typing: boolean): void {
		const typed = this.#typed?.asked;
		this.stop();
		const timeless = withPart(filter, { since: undefined, until: undefined });
		const next = preset ? { filter: asWritten(timeless), preset } : { filter: asWritten(filter) };
		this.#now = Date.now();
		this.#requested = next;
		if (typing) {
			const timer = setTimeout(() => void this.#write(next, true), PAUSE_MS);
			this.#typed = { asked: next, timer };
		} else {
			void this.#write(next, false, typed);
		}
		this.#tell();
	}

	#tell(): void {
		if (this.#text === this.#told) return;
		this.#told = this.#text;
		this.#onchange();
	}

	async #write(next: AskedFilter, replace: boolean, before?: AskedFilter): Promise<void> {
		if (before) await goto(asked(page.url, before), { replace: true, reset: false });
		if (this.#requested !== next) return;
		await goto(asked(page.url, next), { replace, reset: false });
		if (this.#typed?.asked === next) this.#typed = undefined;
		if (this.#requested === next) this.#requested = undefined;
	}

	/** Called when the page is left. */
	stop(): void {
		clearTimeout(this.#typed?.timer);
		this.#typed = undefined;
	}
}

function resolve({ filter, preset }: AskedFilter, now: number): Filter {
	return preset ? { ...filter, ...spanOfPreset(preset, now, machineZone()) } : filter;
}
