import { tick, untrack } from 'svelte';
import { afterPaint } from '#lib/ui/after-paint.ts';
import { createScrollMap, isInEdge } from './scroll-map.ts';

/** Rows rendered above and below the visible ones. */
const OVERSCAN_ROWS = 8;
/** A row takes about a millisecond to create: this many leave a frame the time to be painted. */
const MADE_PER_FRAME = 16;
/** No screen shows more. Without this, an element without a height of its own would render a whole day. */
const VIEWPORT_MAX_PX = 10_000;
/** After this long without scrolling, the scrollbar may be corrected. */
const REST_MS = 150;

interface Options {
	count: () => number;
	/** The height of every row in px, which may depend on the width. */
	rowHeight: (width: number) => number;
	/** The row that a reader looks at, which stays where it is when rows get another height. */
	current?: () => number | undefined;
}

/**
 * A window over rows of one height, for lists of any length.
 *
 * If the list is higher than a browser allows (scroll-map.ts), small movements (wheel, keys, touch) move it by the same
 * number of pixels, and large ones (the scrollbar) by the map. Small ones leave the scrollbar slightly off. It is
 * corrected when the list rests, which moves nothing on the screen.
 */
export class VirtualScroll {
	#options: Options;
	#element: HTMLElement | undefined;
	/** Size of the scrolled element, without its sticky head, in px. */
	#viewport = $state(0);
	width = $state(0);
	/** Height of the sticky head, which is above the rows inside the scrolled element. */
	#head = 0;
	/** List offset at the top edge of the viewport, in px. */
	#top = $state(0);
	#slotsMost = 0;
	/** Sum over the jumps: the rows after one take the slots of the rows before it, in their order. */
	#turned = $state(0);
	/** `#top` minus the element's scroll offset. */
	#shift = $state(0);
	#lastScroll = 0;
	/** There was no element yet that could be scrolled as far as the list. */
	#isShort = false;
	#rest: ReturnType<typeof setTimeout> | undefined;

	readonly rowHeight = $derived.by(() => this.#options.rowHeight(this.width));
	readonly map = $derived.by(() =>
		createScrollMap(this.#options.count() * this.rowHeight, this.#viewport),
	);
	/** First visible row, even if only partly. */
	readonly firstSeen = $derived(Math.floor(this.#top / this.rowHeight));
	/** Row after the last visible one. */
	readonly endSeen = $derived.by(() =>
		Math.min(this.#options.count(), Math.ceil((this.#top + this.#viewport) / this.rowHeight)),
	);
	/**
	 * The number of rows rendered at once, anywhere in the list: scrolling creates and removes none. It never decreases
	 * when the viewport does, because with another number nearly every row would change its slot.
	 */
	readonly slots = $derived.by(() => {
		const needed = Math.ceil(this.#viewport / this.rowHeight) + 1 + 2 * OVERSCAN_ROWS;
		this.#slotsMost = Math.max(this.#slotsMost, needed);
		return Math.min(this.#options.count(), this.#slotsMost);
	});
	readonly first = $derived.by(() =>
		Math.min(Math.max(0, this.firstSeen - OVERSCAN_ROWS), this.#options.count() - this.slots),
	);
	/** How many of the slots may be filled by now. */
	#made = $state(MADE_PER_FRAME);
	#onlySeen = $state(false);
	/** The first rendered row: as long as not all slots are filled, those in view come first. */
	readonly from = $derived.by(() => {
		const missing = Math.max(0, this.slots - this.#made);
		return Math.min(Math.max(this.first, this.firstSeen), this.first + missing);
	});
	readonly end = $derived(this.from + Math.min(this.slots, this.#made));
	/** Offset of the first rendered row in the scrolled element, in px. */
	readonly offset = $derived(this.from * this.rowHeight - this.#shift);
	readonly atEnd = $derived(this.#top >= this.map.topMax - 4);

	constructor(options: Options) {
		this.#options = options;
	}

	/** For `{@attach}` on the scrolling element; `[data-head]` inside it is the sticky head. */
	attach = (element: HTMLElement) => {
		this.#element = element;
		const head = element.querySelector<HTMLElement>('[data-head]');
		const measure = () => {
			// Cards have no head but for screen readers.
			this.#head = head?.matches('.sr-only') ? 0 : (head?.offsetHeight ?? 0);
			this.#viewport = Math.min(element.clientHeight - this.#head, VIEWPORT_MAX_PX);
			this.width = element.clientWidth;
		};
		/** Keeps what is looked at in its place when rows get another height. */
		const fit = async () => {
			const height = this.rowHeight;
			const isAtEnd = this.atEnd && this.#top > 0;
			const at = this.#anchor();
			const y = this.#head + at * height - this.#top;
			measure();
			if (this.rowHeight === height) return;
			// The list and its head must have their new heights before it can be scrolled.
			await tick();
			measure();
			if (isAtEnd) return this.scrollToEnd();
			this.#moveTo(at * this.rowHeight - (y - this.#head));
			this.scrollTo(at);
		};
		const observer = new ResizeObserver(() => void fit());
		observer.observe(element);
		if (head) observer.observe(head);
		// Untracked: a state that is read here would run the attachment again at each scroll, with another layout.
		void untrack(fit);
		const scrolled = () => this.#scrolled(element.scrollTop);
		element.addEventListener('scroll', scrolled, { passive: true });
		return () => {
			observer.disconnect();
			element.removeEventListener('scroll', scrolled);
			clearTimeout(this.#rest);
			this.#element = undefined;
		};
	};

	/** The row before the visible ones for `by` 1, the one after them for -1: where a search without a row begins. */
	edge(by: 1 | -1): number {
		return by === 1 ? this.firstSeen - 1 : this.endSeen;
	}

	/** The row that must not move: the current one if it is in view, else the first one in view. */
	#anchor(): number {
		const current = this.#options.current?.();
		const isSeen = current !== undefined && current >= this.firstSeen && current < this.endSeen;
		return isSeen ? current : this.firstSeen;
	}

	#scrolled(scroll: number) {
		const moved = scroll - this.#lastScroll;
		this.#lastScroll = scroll;
		if (moved === 0) return;
		const { map } = this;
		const byHand = map.scaled && Math.abs(moved) <= 2 * this.#viewport;
		this.#goTo(byHand ? this.#top + moved : map.toTop(scroll));
		this.#shift = this.#top - scroll;
		if (!byHand) return;
		clearTimeout(this.#rest);
		// At an end the offset must match at once: there is no scroll left to wait for.
		if (isInEdge(map, this.#top) || isInEdge(map, map.toTop(scroll))) this.#putRight();
		else this.#rest = setTimeout(() => this.#putRight(), REST_MS);
	}

	#goTo(top: number) {
		const before = this.first;
		this.#top = Math.min(Math.max(top, 0), this.map.topMax);
		const moved = this.first - before;
		if (Math.abs(moved) > this.slots / 2) this.#turned += moved;
	}

	/** For an effect: creates the rows of the list in steps. */
	makeRows(): (() => void) | undefined {
		const made = Math.max(this.slots, MADE_PER_FRAME);
		if (this.#made === made && !this.#onlySeen) return undefined;
		return afterPaint(() => {
			this.#onlySeen = false;
			this.#made = Math.min(made, this.#made + MADE_PER_FRAME);
		});
	}

	/**
	 * The slot of a row. A row that leaves at one end is used again at the other; if most would have to change places,
	 * all stay and show other content.
	 */
	slotOf(row: number): number {
		const slot = (row - this.#turned) % this.slots;
		return slot < 0 ? slot + this.slots : slot;
	}

	/** Makes the scrollbar match the list; nothing moves on the screen. */
	#putRight() {
		if (Math.abs(this.map.toScroll(this.#top) - this.#lastScroll) >= 1) this.#setScrollbar();
	}

	#setScrollbar() {
		this.#isShort = true;
		if (!this.#element) return;
		const scroll = this.map.toScroll(this.#top);
		this.#element.scrollTop = scroll;
		// The browser may round; the difference goes into the shift.
		this.#lastScroll = this.#element.scrollTop;
		this.#shift = this.#top - this.#lastScroll;
		this.#isShort = Math.abs(scroll - this.#lastScroll) >= 1;
	}

	/**
	 * For an effect, which runs when the element has the height of the list: one that was moved before could not be
	 * scrolled as far as the list was.
	 */
	fitScrollbar(): void {
		void this.map;
		// Never while it is right: a day can grow while somebody scrolls, and setting it would stop the scroll.
		if (this.#isShort) untrack(() => this.#moveTo(this.#top));
	}

	/** Puts an offset of the list at the top edge. */
	#moveTo(top: number) {
		this.#goTo(top);
		this.#setScrollbar();
	}

	/** Brings a row into view: `nearest` moves as little as possible. */
	scrollTo(row: number, align: 'nearest' | 'center' | 'start' = 'nearest') {
		const above = row * this.rowHeight;
		const below = above + this.rowHeight - this.#viewport;
		if (align === 'start') this.#moveTo(above);
		else if (align === 'center') this.#moveTo((above + below) / 2);
		else if (this.#top > above) this.#moveTo(above);
		else if (this.#top < below) this.#moveTo(below);
	}

	/** For new rows in the list: scrolls to the beginning in the frame in which they arrive. */
	startOver() {
		this.#moveTo(0);
		this.#onlySeen = true;
	}

	/** Whether a rendered row may be filled in now: rows out of view follow a frame later. */
	isDue(row: number): boolean {
		return !this.#onlySeen || row < this.endSeen;
	}

	scrollToEnd() {
		this.#moveTo(this.map.topMax);
	}

	/** Rows that fit completely into the viewport. */
	get pageRows(): number {
		return Math.max(1, Math.floor(this.#viewport / this.rowHeight));
	}
}
