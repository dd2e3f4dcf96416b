const GAP_PX = 4;
const EDGE_PX = 8;

/** Places a popover under its anchor, or above it if there is no room below, and always inside the window. */
export function placeUnder(
	popover: HTMLElement,
	anchor: HTMLElement,
	align: 'start' | 'end' = 'start',
): void {
	// The width of wrapping text depends on its position, so it is measured from the left edge.
	popover.style.left = '0';
	const at = anchor.getBoundingClientRect();
	const { width, height } = popover.getBoundingClientRect();
	const left = align === 'start' ? at.left : at.right - width;
	const below = at.bottom + GAP_PX;
	const fits = below + height <= innerHeight - EDGE_PX;
	const top = fits ? below : at.top - GAP_PX - height;
	popover.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
	popover.style.top = `${Math.max(EDGE_PX, top)}px`;
}
