import { composed } from './compose.ts';

/** What two texts have in common that differ in the case of letters alone, or in how letters are composed. */
export function foldText(text: string): string {
	return foldCase(ASCII.test(text) ? text : composed(text));
}

/**
 * Folds upper and lower case. Two non-ASCII letters with an ASCII lower case (Kelvin sign, dotted I) are kept, so
 * that ASCII text matches ASCII only. The final sigma is folded into the ordinary one.
 */
export function foldCase(text: string): string {
	if (ASCII.test(text)) return text.toLowerCase();
	return text.replace(/[^\u0130\u212a]+/g, (part) => part.toLowerCase()).replaceAll('ς', 'σ');
}

const ASCII = /^[\0-\x7f]*$/;
