import type { EntryContent, Json, StoredRow } from '@tool-audit/core';

/** A truncated row is sent in full up to this length on disk. */
const WHOLE_ROW_BYTES_MAX = 32 * 1024 * 1024;
const INTEGER = /^-?(0|[1-9]\d*)$/;

declare global {
	interface JSON {
		/** Text that `JSON.stringify` inserts unchanged. In Node since 21. */
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

/** A copy of the containers on the path to the number, with the number's own digits. */
function withNumber(value: unknown, [token, ...rest]: string[]): unknown {
	if (token === undefined) {
		// JSON has no `NaN` and no infinities: they stay text.
		return typeof value === 'string' && INTEGER.test(value) ? JSON.rawJSON(value) : value;
	}
	if (Array.isArray(value)) {
		return value.map((item: unknown, index) =>
			String(index) === token ? withNumber(item, rest) : item,
		);
	}
	const fields = Object.entries(value as Record<string, Json>).map(([key, item]) => [
		key,
		key === token ? withNumber(item, rest) : item,
	]);
	return Object.fromEntries(fields) as unknown;
}

/** The entry's fields in a form that `JSON.stringify` writes with all digits of every integer. */
export function withDigits({ entry, textNumbers = [] }: EntryContent): Record<string, unknown> {
	return textNumbers.reduce<unknown>(
		(value, pointer) => withNumber(value, tokensOf(pointer)),
		entry,
	) as Record<string, unknown>;
}

async function lineOf(row: StoredRow): Promise<string> {
	const pieces: Uint8Array[] = [];
	for await (const piece of row.raw()) pieces.push(piece.slice());
	return Buffer.concat(pieces).toString('utf8').trim();
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** An entry as JSON text: complete, with all digits of every integer, and always valid. */
export async function entryJson(content: EntryContent, row: StoredRow): Promise<string> {
	if (content.clipped && row.bytes <= WHOLE_ROW_BYTES_MAX) {
		const line = await lineOf(row);
		if (isJson(line)) return line;
	}
	return JSON.stringify(withDigits(content));
}
