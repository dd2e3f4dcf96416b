/**
 * JSON text with variable parts. A template is made from a real entry's args or snippet; each use has different numbers
 * and words of the same kind, and is still valid JSON.
 */
import type { Random } from './random.ts';

type Part = { text: string } | { digits: number } | { word: string };
export type Template = Part[];

/** Keys, escapes and JSON's own words are kept; numbers and longer words in the rest vary. */
const TOKENS =
	/(?<fixed>"[^"\\]*"\s*:|\\u[0-9a-f]{4}|\\.|\b(?:true|false|null)\b)|(?<digits>[1-9]\d*)|(?<word>(?<![A-Za-z])[a-z]{5,})/g;

const WORDS =
	'amber basil canal cedar cloud copper delta ember fable garden harbor island jasper kettle lantern maple meadow nectar orchard pebble quartz ribbon saddle timber umber valley walnut yarrow zephyr almond bramble candle drizzle estuary fennel granite hollow indigo juniper lichen marble nettle oyster prairie quiver russet sparrow thicket upland violet willow'.split(
		' ',
	);
const WORD_VARIES = 0.35;

export function parseTemplate(json: string): Template {
	const parts: Template = [];
	let end = 0;
	for (const match of json.matchAll(TOKENS)) {
		const { fixed, digits, word } = match.groups!;
		if (fixed !== undefined) continue;
		if (match.index > end) parts.push({ text: json.slice(end, match.index) });
		if (digits !== undefined) parts.push({ digits: digits.length });
		if (word !== undefined) parts.push({ word });
		end = match.index + match[0].length;
	}
	if (end < json.length) parts.push({ text: json.slice(end) });
	return parts;
}

export function fillTemplate(template: Template, random: Random): string {
	let json = '';
	for (const part of template) {
		if ('text' in part) json += part.text;
		else if ('word' in part) json += random.chance(WORD_VARIES) ? random.pick(WORDS) : part.word;
		else json += number(part.digits, random);
	}
	return json;
}

function number(digits: number, random: Random): string {
	let text = String(1 + random.below(9));
	for (let left = digits - 1; left > 0; left--) text += random.below(10);
	return text;
}
