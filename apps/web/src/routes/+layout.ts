import type { LayoutLoad } from './$types';

// A single-page app: the server sends one page for every address, and the data comes over tRPC.
export const ssr = false;
export const prerender = false;

const FONTS = ['Inter Variable', 'JetBrains Mono Variable'];
/** On a slow connection, text in another font is better than none. */
const FONTS_WAIT_MS = 500;

/** Texts are not shown in another font first, in which they would have other widths. They come while data is asked for. */
export const load: LayoutLoad = async () => {
	const loaded = Promise.all(FONTS.map((font) => document.fonts.load(`1em "${font}"`)));
	const tooLate = new Promise((resolve) => setTimeout(resolve, FONTS_WAIT_MS));
	await Promise.race([loaded.catch(() => undefined), tooLate]);
};
