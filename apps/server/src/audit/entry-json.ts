import type { EntryRow, Json } from '@tool-audit/core';

const INTEGER = /^-?(0|[1-9]\d*)$/;

declare global {
	interface JSON {
		/** Text that `JSON.stringify` puts in as it is. In Node since 21. */
		rawJSON(text: string): unknown;
	}
}

/** RFC 6901 §4. */
function tokensOf(pointer: string): string[] {
	return pointer
		.split('/')
		.slice(1)
		.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A copy along the way to the number, with the number's own digits in its place. */
function withNumber(value: unknown, [token, ...rest]: string[]): unknown {
	if (token === undefined) {
		// `NaN` and the infinities have no form in JSON: they stay the text that they are given as.
		return typeof value === 'string' && INTEGER.test(value) ? JSON.rawJSON(value) : value;
	}
	if (Array.isArray(value)) {
		return value.map((item: unknown, index) =>
			String(index) === token ? withNumber(item, rest) : item,
		);
	}
	const entries = Object.entries(value as Record<string, Json>).map(([key, item]) => [
		key,
		key === token ? withNumber(item, rest) : item,
	]);
	return Object.fromEntries(entries) as unknown;
}

/** An entry as JSON text in which every integer has all its digits. */
export function entryJson({ entry, textNumbers = [] }: EntryRow): string {
	return JSON.stringify(
		textNumbers.reduce<unknown>((value, pointer) => withNumber(value, tokensOf(pointer)), entry),
	);
}
