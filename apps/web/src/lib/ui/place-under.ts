const GAP_PX = 4;
const EDGE_PX = 8;

/** Puts a popover under its anchor, or above where there is no room, and always inside the window. */
export function placeUnder(
	popover: HTMLElement,
	anchor: HTMLElement,
	align: 'start' | 'end' = 'start',
): void {
	const at = anchor.getBoundingClientRect();
	const { offsetWidth: width, offsetHeight: height } = popover;
	const left = align === 'start' ? at.left : at.right - width;
	const below = at.bottom + GAP_PX;
	const fits = below + height <= innerHeight - EDGE_PX;
	const top = fits ? below : at.top - GAP_PX - height;
	popover.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
	popover.style.top = `${Math.max(EDGE_PX, top)}px`;
}
