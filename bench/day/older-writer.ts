import type { Json } from '@tool-audit/core';

/** JSON as the older tool writes it (Python's defaults): a space after `,` and `:`, and only ASCII. */
export function olderJson(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(olderJson).join(', ')}]`;
	if (typeof value === 'object' && value !== null) {
		const fields = Object.entries(value).map(([key, field]) => `${text(key)}: ${olderJson(field)}`);
		return `{${fields.join(', ')}}`;
	}
	return typeof value === 'string' ? text(value) : JSON.stringify(value);
}

function text(value: string): string {
	return JSON.stringify(value).replace(
		/[\u007f-\uffff]/g,
		(unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'),
	);
}
