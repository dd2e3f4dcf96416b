/** The name of an object whose content is not in its properties; `null` for any other. */
export function foreignKind(object: object): string | null {
	if (isPlain(object)) return null;
	if (ArrayBuffer.isView(object)) return `${object.constructor.name} of ${object.byteLength} bytes`;
	if (object instanceof ArrayBuffer) return `ArrayBuffer of ${object.byteLength} bytes`;
	if (object instanceof Map) return `Map of ${object.size} items`;
	if (object instanceof Set) return `Set of ${object.size} items`;
	if (object instanceof Promise) return 'Promise';
	if (object instanceof Error) return `${nameOf(object)}`;
	return null;
}

/** The name of what was thrown, which may be any value. */
export function nameOf(error: unknown): string {
	try {
		return error instanceof Error ? error.name.slice(0, NAME_CHARS_MAX) : typeof error;
	} catch {
		return 'something';
	}
}

const NAME_CHARS_MAX = 100;

function isPlain(object: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(object);
	return prototype === Object.prototype || prototype === null;
}
