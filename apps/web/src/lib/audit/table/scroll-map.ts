/**
 * Browsers limit the height of an element (about 16 million px in Chromium on a dense screen, 17.9 in Firefox), and a
 * day of a million rows is higher. So the scrolled element stays below a limit, and this map converts between its
 * scroll offset and the offset in the list.
 *
 * It is the identity near both ends, so that the wheel reaches the first and the last row exactly, and steeper in
 * between, so that the scrollbar is proportional. For lists below the limit it is the identity everywhere.
 */
export interface ScrollMap {
	/** Height of the scrolled element, in px. */
	readonly height: number;
	readonly scaled: boolean;
	/** The largest list offset of the top edge. */
	readonly topMax: number;
	toTop(scroll: number): number;
	toScroll(top: number): number;
}

export const SCROLL_HEIGHT_MAX_PX = 8_000_000;
/** How much of each end is mapped one to one. */
export const SCROLL_EDGE_PX = 100_000;

export function createScrollMap(listHeight: number, viewportHeight: number): ScrollMap {
	const height = Math.min(listHeight, SCROLL_HEIGHT_MAX_PX);
	const topMax = Math.max(0, listHeight - viewportHeight);
	const scrollMax = Math.max(0, height - viewportHeight);
	const scaled = listHeight > SCROLL_HEIGHT_MAX_PX;
	const clamp = (value: number, max: number) => Math.min(Math.max(value, 0), max);
	if (!scaled) {
		const same = (value: number) => clamp(value, topMax);
		return { height, scaled, topMax, toTop: same, toScroll: same };
	}
	const slope = (topMax - 2 * SCROLL_EDGE_PX) / (scrollMax - 2 * SCROLL_EDGE_PX);
	return {
		height,
		scaled,
		topMax,
		toTop(scroll) {
			const at = clamp(scroll, scrollMax);
			if (at <= SCROLL_EDGE_PX) return at;
			if (at >= scrollMax - SCROLL_EDGE_PX) return topMax - (scrollMax - at);
			return SCROLL_EDGE_PX + (at - SCROLL_EDGE_PX) * slope;
		},
		toScroll(top) {
			const at = clamp(top, topMax);
			if (at <= SCROLL_EDGE_PX) return at;
			if (at >= topMax - SCROLL_EDGE_PX) return scrollMax - (topMax - at);
			return SCROLL_EDGE_PX + (at - SCROLL_EDGE_PX) / slope;
		},
	};
}

/** Whether this offset is near an end of the list, where scrolled and listed pixels are the same. */
export function isInEdge(map: ScrollMap, top: number): boolean {
	return top < SCROLL_EDGE_PX || top > map.topMax - SCROLL_EDGE_PX;
}
