/**
 * What a value is, whatever realm it comes from: a program may run in another one than this module, as the code of a test
 * does under Jest, and there each class has another identity. So no value is recognized by `instanceof`.
 */
import {
	isAnyArrayBuffer,
	isBigIntObject,
	isBooleanObject,
	isMap,
	isNativeError,
	isNumberObject,
	isPromise,
	isSet,
	isStringObject,
	isSymbolObject,
} from 'node:util/types';

/** The name of an object whose content is not in its properties; `null` for any other. */
export function foreignKind(object: object): string | null {
	if (isPlain(object)) return null;
	if (ArrayBuffer.isView(object)) return `${object.constructor.name} of ${object.byteLength} bytes`;
	if (isAnyArrayBuffer(object)) return `${object.constructor.name} of ${object.byteLength} bytes`;
	if (isMap(object)) return `Map of ${object.size} items`;
	if (isSet(object)) return `Set of ${object.size} items`;
	return isPromise(object) ? 'Promise' : null;
}

/** The value in an object such as `new String('a')`, as in `JSON.stringify`; the object itself for any other. */
export function unboxed(object: object): unknown {
	if (isPlain(object)) return object;
	if (isStringObject(object)) return String(object);
	if (isNumberObject(object)) return Number(object);
	if (isBooleanObject(object)) return Boolean.prototype.valueOf.call(object);
	if (isBigIntObject(object)) return BigInt.prototype.valueOf.call(object);
	return isSymbolObject(object) ? Symbol.prototype.valueOf.call(object) : object;
}

/** An error, also one that was made without the constructor of errors, such as a `DOMException`. */
export function isError(value: unknown): value is Pick<Error, 'name' | 'message' | 'cause'> {
	if (typeof value !== 'object' || value === null) return false;
	if (isNativeError(value)) return true;
	for (let at: unknown = Object.getPrototypeOf(value); at; at = Object.getPrototypeOf(at)) {
		if (isErrorPrototype(at)) return true;
	}
	return false;
}

/** `Error.prototype` of any realm. */
function isErrorPrototype(object: object): boolean {
	if (object === Object.prototype || !Object.hasOwn(object, 'message')) return false;
	const { constructor, name } = object as Partial<Error>;
	return name === 'Error' && constructor?.name === 'Error';
}

/** The name of what was thrown, which may be any value. */
export function nameOf(error: unknown): string {
	try {
		return isError(error) ? textOf(error.name).slice(0, NAME_CHARS_MAX) : typeof error;
	} catch {
		return 'something';
	}
}

/** A longer cause is left out. */
const CAUSE_CHARS_MAX = 200;
const CAUSES_MAX = 2;

/** What an error says: `TypeError: fetch failed (cause: Error: no route)`. */
export function errorText(error: Pick<Error, 'name' | 'message' | 'cause'>, depth = 0): string {
	const said = [textOf(error.name), textOf(error.message)].filter(Boolean).join(': ') || 'Error';
	const cause = depth < CAUSES_MAX ? causeText(error.cause, depth + 1) : '';
	return cause === '' || cause.length > CAUSE_CHARS_MAX ? said : `${said} (cause: ${cause})`;
}

function causeText(cause: unknown, depth: number): string {
	return isError(cause) ? errorText(cause, depth) : textOf(cause);
}

const NAME_CHARS_MAX = 100;

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** An object of properties alone. That of another realm has a prototype of its own, and is looked at more closely. */
function isPlain(object: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(object);
	return prototype === Object.prototype || prototype === null;
}
