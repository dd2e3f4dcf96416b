const NARROW_PX = 640;
const ROW_PX = 32;
/** A row on a phone: two lines, and room for a thumb. */
const CARD_PX = 58;

/** Too narrow for a table: its rows become cards of two lines. */
export function isNarrow(width: number): boolean {
	return width < NARROW_PX;
}

export function rowHeight(width: number): number {
	return isNarrow(width) ? CARD_PX : ROW_PX;
}
