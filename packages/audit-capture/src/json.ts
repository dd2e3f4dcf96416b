/** JSON of other programs, which may hold anything. */

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The empty text for what is none. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
