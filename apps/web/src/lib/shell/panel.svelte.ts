import { MediaQuery } from 'svelte/reactivity';
import { readStored, writeStored } from './stored.ts';

export const PANEL_WIDTH_MIN_PX = 200;
export const PANEL_WIDTH_MAX_PX = 520;
const PANEL_WIDTH_PX = 272;

/** State of the Files panel: its width and whether it is collapsed, both remembered. On a phone it is a drawer. */
class Panel {
	#width: number = $state(readWidth());
	#collapsed = $state(readStored('panel-collapsed') === true);
	drawerOpen = $state(false);
	readonly #wide = new MediaQuery('min-width: 48rem', true);

	/** Whether there is room for the panel beside the content. */
	get beside(): boolean {
		return this.#wide.current;
	}

	get width(): number {
		return this.#width;
	}
	set width(px: number) {
		this.#width = clampWidth(px);
		writeStored('panel-width', this.#width);
	}

	get collapsed(): boolean {
		return this.#collapsed;
	}
	set collapsed(collapsed: boolean) {
		this.#collapsed = collapsed;
		writeStored('panel-collapsed', collapsed);
	}

	resetWidth(): void {
		this.width = PANEL_WIDTH_PX;
	}

	toggle(): void {
		if (this.beside) this.collapsed = !this.collapsed;
		else this.drawerOpen = !this.drawerOpen;
	}
}

function clampWidth(px: number): number {
	return Math.round(Math.min(PANEL_WIDTH_MAX_PX, Math.max(PANEL_WIDTH_MIN_PX, px)));
}

function readWidth(): number {
	const stored = readStored('panel-width');
	return typeof stored === 'number' ? clampWidth(stored) : PANEL_WIDTH_PX;
}

export const panel = new Panel();
