/** Classes of characters, by which the scanner reads a text. */
import { isLetter } from './literals.ts';

const ASCII = 128;
/** What separates the words of a name. */
const GAPS = [' ', '_', '-'];

/**
 * Few classes of characters, so that the states in which most of a text is read share the fastest cache: what is found
 * is compared once more. Letters are 1 to 26, whatever their case; beyond ASCII, characters share classes.
 */
export const CLASS_BITS = 6;
/** How many there are. */
export const WIDTH = 1 << CLASS_BITS;
const DIGIT = 27;
const GAP = 28;
const PUNCTUATION = '.:/=+|~$%&?;<({"\'*@[\\';
const FIRST_PUNCTUATION = 29;
const FIRST_BEYOND_ASCII = FIRST_PUNCTUATION + PUNCTUATION.length;

function toClass(code: number): number {
	if (code >= ASCII) return beyondAscii(code);
	if (isLetter(code)) return (code | 0x20) - 0x60;
	if (code >= 0x30 && code <= 0x39) return DIGIT;
	const char = String.fromCharCode(code);
	if (GAPS.includes(char)) return GAP;
	const index = PUNCTUATION.indexOf(char);
	return index === -1 ? 0 : FIRST_PUNCTUATION + index;
}

function beyondAscii(code: number): number {
	return FIRST_BEYOND_ASCII + (code % (WIDTH - FIRST_BEYOND_ASCII));
}

export const CLASSES = Uint8Array.from({ length: 256 }, (_, code) => toClass(code));

export function classOf(code: number): number {
	return code < ASCII ? CLASSES[code]! : beyondAscii(code);
}
