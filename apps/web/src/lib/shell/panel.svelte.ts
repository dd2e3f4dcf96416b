import { goto } from '$app/navigation';
import { page } from '$app/state';
import { MediaQuery } from 'svelte/reactivity';
import { readStored, readStoredPx, writeStored } from './stored.ts';

/** Names of months and weekdays have room beside their counts. */
export const PANEL_WIDTH_MIN_PX = 248;
export const PANEL_WIDTH_MAX_PX = 420;
const PANEL_WIDTH_PX = 264;
export const LOG_HEIGHT_MIN_PX = 96;

const DRAWER = 'panel';

/** `full`: all that is there. `undefined`: what it needs, at most a part. */
type LogHeight = number | 'full' | undefined;

/**
 * State of the panel beside the content: its width, whether it is collapsed and how high the Audit Log stands in it,
 * all remembered. On a phone it is a drawer, which has an entry in the history, so that Back closes it.
 */
class Panel {
	#width: number | undefined = $state(
		readStoredPx('panel-width', PANEL_WIDTH_MIN_PX, PANEL_WIDTH_MAX_PX),
	);
	#collapsed = $state(readStored('panel-collapsed') === true);
	#logHeight: LogHeight = $state(readLogHeight());
	/** Whether the drawer is wanted. It is open while its entry is the current one of the history, too. */
	#drawerWanted = $state(false);
	readonly #beside = new MediaQuery('min-width: 48rem', true);
	readonly #narrow = new MediaQuery('max-width: 79.9rem', false);

	/** Whether there is room for the panel beside the content. */
	get beside(): boolean {
		return this.#beside.current;
	}

	get width(): number {
		return this.#width ?? (this.#narrow.current ? PANEL_WIDTH_MIN_PX : PANEL_WIDTH_PX);
	}
	set width(px: number) {
		this.#width = clampWidth(px);
		writeStored('panel-width', this.#width);
	}
	resetWidth(): void {
		this.#width = undefined;
		writeStored('panel-width', null);
	}

	get collapsed(): boolean {
		return this.#collapsed;
	}
	set collapsed(collapsed: boolean) {
		this.#collapsed = collapsed;
		writeStored('panel-collapsed', collapsed);
	}

	get logHeight(): LogHeight {
		return this.#logHeight;
	}
	set logHeight(height: LogHeight) {
		this.#logHeight =
			typeof height === 'number' ? Math.max(LOG_HEIGHT_MIN_PX, Math.round(height)) : height;
		writeStored('log-height', this.#logHeight ?? null);
	}

	get drawerOpen(): boolean {
		return this.#drawerWanted && page.state.overlay === DRAWER;
	}

	openDrawer(): void {
		this.#drawerWanted = true;
		if (page.state.overlay === DRAWER) return;
		const state = { overlay: DRAWER };
		// eslint-disable-next-line svelte/no-navigation-without-resolve -- the address of the page itself
		void goto(page.url.href, { shallow: true, state });
	}

	/** Takes its entry out of the history again. */
	closeDrawer(): void {
		if (this.drawerOpen) history.back();
		this.#drawerWanted = false;
	}

	/** For a page that is about to be left: the next entry of the history takes the drawer's place, or follows it. */
	leaveDrawer(): void {
		this.#drawerWanted = false;
	}

	toggle(): void {
		if (this.beside) this.collapsed = !this.collapsed;
		else if (this.drawerOpen) this.closeDrawer();
		else this.openDrawer();
	}
}

function clampWidth(px: number): number {
	return Math.round(Math.min(PANEL_WIDTH_MAX_PX, Math.max(PANEL_WIDTH_MIN_PX, px)));
}

function readLogHeight(): LogHeight {
	return readStored('log-height') === 'full'
		? 'full'
		: readStoredPx('log-height', LOG_HEIGHT_MIN_PX);
}

export const panel = new Panel();
