/** What a browser prints on: A4 with margins of one centimetre, in the pixels of CSS. */
const PX_PER_MM = 96 / 25.4;
export const SHEET_WIDTH_MM = 190;
const SHEET_HEIGHT_MM = 277;
const SHEET_AREA_PX = SHEET_WIDTH_MM * SHEET_HEIGHT_MM * PX_PER_MM ** 2;

/** About how many pages are needed for what takes this room on the screen. On a narrower screen it is longer. */
export function paperPages({ width, height }: { width: number; height: number }): number {
	return Math.max(1, Math.ceil((width * height) / SHEET_AREA_PX));
}
