import { afterPaint } from '../ui/after-paint.ts';
import { createScrollMap, isInEdge } from './scroll-map.ts';

/** Rows kept ready above and below what is seen. */
const OVERSCAN_ROWS = 8;
/** A row takes about a millisecond to make: so many of them leave a frame the time to be drawn. */
const MADE_PER_FRAME = 16;
/** No screen shows more; an element without a height of its own must not bring a whole day into the page. */
const VIEWPORT_MAX_PX = 10_000;
/** A list that has stood still for so long may be put right against its scrollbar. */
const REST_MS = 150;

interface Options {
	count: () => number;
	/** Of every row, in px; it may depend on the width there is. */
	rowHeight: (width: number) => number;
}

/**
 * A window over rows of one height, for lists of any length.
 *
 * Where the list is taller than a browser allows (scroll-map.ts), small movements (wheel, keys, touch) move it
 * by the pixels the hand asked for, and large ones (the scrollbar) by the map. After small ones the scrollbar
 * is a little off, and is put right when the list rests, which moves nothing on the screen.
 */
export class VirtualScroll {
	#options: Options;
	#element: HTMLElement | undefined;
	/** Size of the scrolled element, without its sticky head, in px. */
	#viewport = $state(0);
	width = $state(0);
	/** What stands above the rows inside the scrolled element: the sticky head. */
	#head = 0;
	/** Place of the list at the top edge of the viewport, in px. */
	#top = $state(0);
	#slotsMost = 0;
	/** Added up over the jumps: rows after one take the slots of the rows before it, in their order. */
	#turned = $state(0);
	/** `#top` minus the element's scroll offset. */
	#shift = $state(0);
	#lastScroll = 0;
	#rest: ReturnType<typeof setTimeout> | undefined;

	readonly rowHeight = $derived.by(() => this.#options.rowHeight(this.width));
	readonly map = $derived.by(() =>
		createScrollMap(this.#options.count() * this.rowHeight, this.#viewport),
	);
	/** First row that is seen, even in part. */
	readonly firstSeen = $derived(Math.floor(this.#top / this.rowHeight));
	/** Row after the last one that is seen. */
	readonly endSeen = $derived.by(() =>
		Math.min(this.#options.count(), Math.ceil((this.#top + this.#viewport) / this.rowHeight)),
	);
	/**
	 * As many rows as are rendered at once, wherever the list stands: none is made or thrown away by scrolling. They
	 * never become fewer because the room does: with another number of slots nearly every row changes its own.
	 */
	readonly slots = $derived.by(() => {
		const needed = Math.ceil(this.#viewport / this.rowHeight) + 1 + 2 * OVERSCAN_ROWS;
		this.#slotsMost = Math.max(this.#slotsMost, needed);
		return Math.min(this.#options.count(), this.#slotsMost);
	});
	readonly first = $derived.by(() =>
		Math.min(Math.max(0, this.firstSeen - OVERSCAN_ROWS), this.#options.count() - this.slots),
	);
	/** Of the slots, how many may be filled by now. */
	#made = $state(MADE_PER_FRAME);
	#onlySeen = $state(false);
	readonly end = $derived(this.first + Math.min(this.slots, this.#made));
	/** Where the first rendered row stands in the scrolled element, in px. */
	readonly offset = $derived(this.first * this.rowHeight - this.#shift);
	readonly atEnd = $derived(this.#top >= this.map.topMax - 4);

	constructor(options: Options) {
		this.#options = options;
	}

	/** For `{@attach}` on the scrolling element; `[data-head]` inside it is the sticky head. */
	attach = (element: HTMLElement) => {
		this.#element = element;
		const head = element.querySelector<HTMLElement>('[data-head]');
		const measure = () => {
			this.#head = head?.offsetHeight ?? 0;
			this.#viewport = Math.min(element.clientHeight - this.#head, VIEWPORT_MAX_PX);
			this.width = element.clientWidth;
		};
		const observer = new ResizeObserver(measure);
		observer.observe(element);
		measure();
		const scrolled = () => this.#scrolled(element.scrollTop);
		element.addEventListener('scroll', scrolled, { passive: true });
		return () => {
			observer.disconnect();
			element.removeEventListener('scroll', scrolled);
			clearTimeout(this.#rest);
			this.#element = undefined;
		};
	};

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
		// At an end the offset must agree at once: there is no scroll left to wait for.
		if (isInEdge(map, this.#top) || isInEdge(map, map.toTop(scroll))) this.#putRight();
		else this.#rest = setTimeout(() => this.#putRight(), REST_MS);
	}

	#goTo(top: number) {
		const before = this.first;
		this.#top = Math.min(Math.max(top, 0), this.map.topMax);
		const moved = this.first - before;
		if (Math.abs(moved) > this.slots / 2) this.#turned += moved;
	}

	/** For an effect: lets the list get its rows by and by, those at its beginning first. */
	makeRows(): (() => void) | undefined {
		const made = Math.max(this.slots, MADE_PER_FRAME);
		if (this.#made === made && !this.#onlySeen) return undefined;
		return afterPaint(() => {
			this.#onlySeen = false;
			this.#made = Math.min(made, this.#made + MADE_PER_FRAME);
		});
	}

	/**
	 * Which of the rendered rows shows a row of the list. One that leaves at one end is used again at the other;
	 * where most would have to change their place, all of them stay and show something else.
	 */
	slotOf(row: number): number {
		const slot = (row - this.#turned) % this.slots;
		return slot < 0 ? slot + this.slots : slot;
	}

	/** Makes the scrollbar agree with the list; nothing moves on the screen. */
	#putRight() {
		if (!this.#element) return;
		const scroll = this.map.toScroll(this.#top);
		if (Math.abs(scroll - this.#lastScroll) < 1) return;
		this.#element.scrollTop = scroll;
		// The browser may round; the difference goes into the shift.
		this.#lastScroll = this.#element.scrollTop;
		this.#shift = this.#top - this.#lastScroll;
	}

	/** Puts a place of the list at the top edge. */
	#moveTo(top: number) {
		this.#goTo(top);
		if (!this.#element) return;
		this.#element.scrollTop = this.map.toScroll(this.#top);
		this.#lastScroll = this.#element.scrollTop;
		this.#shift = this.#top - this.#lastScroll;
	}

	/** Brings a row into view: `nearest` moves as little as it must. */
	scrollTo(row: number, align: 'nearest' | 'center' | 'start' = 'nearest') {
		const above = row * this.rowHeight;
		const below = above + this.rowHeight - this.#viewport;
		if (align === 'start') this.#moveTo(above);
		else if (align === 'center') this.#moveTo((above + below) / 2);
		else if (this.#top > above) this.#moveTo(above);
		else if (this.#top < below) this.#moveTo(below);
	}

	/** For when other rows come to stand in the list: to its beginning, in the frame in which they come. */
	startOver() {
		this.#moveTo(0);
		this.#onlySeen = true;
	}

	/** Whether a rendered row has its turn to be filled in: those that nobody sees yet have it a frame later. */
	isDue(row: number): boolean {
		return !this.#onlySeen || row < this.endSeen;
	}

	scrollToEnd() {
		this.#moveTo(this.map.topMax);
	}

	/** Rows that fit the viewport whole. */
	get pageRows(): number {
		return Math.max(1, Math.floor(this.#viewport / this.rowHeight));
	}
}
