/**
 * A caller's value as plain data, by the rules by which the log writes it (docs/format.md §8): what JSON can't hold becomes
 * a text that names it. A test compares the two. Long texts and long lists stay whole, because the server redacts and
 * truncates them. An integer that JSON numbers don't hold exactly becomes the text of its digits: a server would round it.
 */

const DEPTH_MAX = 64;
const NAME_CHARS_MAX = 100;
/** A longer cause is left out. */
const CAUSE_CHARS_MAX = 200;
const CAUSES_MAX = 2;

/** Most keys and items of a call: in JSON, more have over 6 MiB, which is what a server accepts. */
export const ITEMS_MAX = 3_145_728;

/** What is known on the way through the values of a call. */
export interface Walk {
	/** What contains the value, from the outside in. */
	ancestors: object[];
	/** Keys and items so far. */
	items: number;
}

export const startWalk = (): Walk => ({ ancestors: [], items: 0 });

/** Then what is there is only a part. Objects that share others may be endless in practice. */
export const isTooLarge = ({ items }: Walk): boolean => items > ITEMS_MAX;

export function plain(value: unknown, at: Walk = startWalk()): unknown {
	switch (typeof value) {
		case 'number':
			return Number.isFinite(value) ? value : unwritable(value);
		case 'bigint':
			return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
		case 'object':
			return value && plainObject(value, at);
		case 'string':
		case 'boolean':
			return value;
		default:
			return unwritable(typeof value);
	}
}

function plainObject(object: object, at: Walk): unknown {
	if (at.ancestors.length >= DEPTH_MAX) return `[cut: deeper than ${DEPTH_MAX} levels]`;
	if (at.ancestors.includes(object)) return unwritable('cycle');
	at.ancestors.push(object);
	try {
		if (Array.isArray(object)) return plainItems(object, at);
		const kind = foreignKind(object);
		if (kind) return unwritable(kind);
		const { toJSON } = object as { toJSON?: unknown };
		if (typeof toJSON === 'function') return plain(toJSON.call(object, ''), at);
		// Most are, and what follows takes its time.
		if (isOfProperties(object)) return plainMembers(object, at);
		if (isError(object)) return errorText(object);
		const boxed = unboxed(object);
		return boxed === object ? plainMembers(object, at) : plain(boxed, at);
	} catch (error) {
		return threw(error);
	} finally {
		at.ancestors.pop();
	}
}

/** Items that are not there are null in JSON. */
function plainItems(array: unknown[], at: Walk): unknown[] {
	const items: unknown[] = [];
	for (let index = 0; index < array.length && !isTooLarge(at); index++) {
		at.items++;
		const item = array[index];
		items.push(item === undefined ? null : plain(item, at));
	}
	return items;
}

/** The properties of an object. */
export function plainMembers(object: object, at: Walk = startWalk()): Record<string, unknown> {
	// Another object would lose a property that is named `__proto__`.
	const members = Object.create(null) as Record<string, unknown>;
	for (const name of Object.keys(object)) {
		if (isTooLarge(at)) break;
		at.items++;
		try {
			const value = (object as Record<string, unknown>)[name];
			if (value !== undefined) members[name] = plain(value, at);
		} catch (error) {
			members[name] = threw(error);
		}
	}
	return members;
}

/** Whether an object is written by its properties. */
export function hasMembers(value: unknown): value is object {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	return foreignKind(value) === '' && !('toJSON' in value);
}

function unwritable(what: unknown): string {
	return `[unwritable: ${String(what)}]`;
}

/** What is written for a value that could not be looked at. */
export function threw(error: unknown): string {
	let name: string = typeof error;
	try {
		if (isError(error)) name = textOf(error.name).slice(0, NAME_CHARS_MAX);
	} catch {
		name = 'something';
	}
	return unwritable(`threw ${name}`);
}

/** The classes of objects whose content is not in their properties. A getter of theirs tells them, whatever their realm. */
const SIZED = [
	[globalThis.Map, 'size', 'items'],
	[globalThis.Set, 'size', 'items'],
	[globalThis.ArrayBuffer, 'byteLength', 'bytes'],
	// Not on every page.
	[globalThis.SharedArrayBuffer, 'byteLength', 'bytes'],
] as const;

/** An object of properties alone. That of another realm has a prototype of its own, and is looked at more closely. */
function isOfProperties(object: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(object);
	return prototype === Object.prototype || prototype === null;
}

function foreignKind(object: object): string {
	if (isOfProperties(object)) return '';
	if (ArrayBuffer.isView(object)) return `${object.constructor.name} of ${object.byteLength} bytes`;
	// A getter that throws takes a thousand times as long.
	const tag = tagOf(object);
	for (const [type, property, unit] of SIZED) {
		if (tag !== type?.name && !(type && object instanceof type)) continue;
		const size = own(type?.prototype as object | undefined, property, object);
		if (size === undefined) continue;
		const name = unit === 'bytes' ? object.constructor.name : type.name;
		return `${name} of ${size} ${unit}`;
	}
	return tag === 'Promise' || object instanceof Promise ? 'Promise' : '';
}

/** What the getter of a class gives for one of its objects; `undefined` for others. */
function own(prototype: object | undefined, property: string, object: object): number | undefined {
	try {
		return Object.getOwnPropertyDescriptor(prototype!, property)!.get!.call(object) as number;
	} catch {
		return undefined;
	}
}

/** The value in `new String('a')`, `new Number(1)` and the like; the object itself for any other. */
function unboxed(object: object): unknown {
	for (const type of [String, Number, Boolean, BigInt, Symbol]) {
		if (tagOf(object) !== type.name && !(object instanceof type)) continue;
		try {
			return (type.prototype.valueOf as (this: object) => unknown).call(object);
		} catch {
			// It is of another class.
		}
	}
	return object;
}

function tagOf(object: object): string {
	return Object.prototype.toString.call(object).slice(8, -1);
}

const prototypeOf = Object.getPrototypeOf as (object: object) => object | null;

type ErrorLike = Pick<Error, 'name' | 'message' | 'cause'>;

/** Also an error of another realm, and one that was made without the constructor of errors, such as a `DOMException`. */
export function isError(value: unknown): value is ErrorLike {
	if (typeof value !== 'object' || value === null) return false;
	if (tagOf(value) === 'Error') return true;
	for (let at = prototypeOf(value); at; at = prototypeOf(at)) {
		const { constructor } = at;
		if (at === Object.prototype || constructor?.name !== 'Error') continue;
		if (Object.hasOwn(at, 'message') && (at as Error).name === 'Error') return true;
	}
	return false;
}

/** What an error says: `TypeError: fetch failed (cause: Error: no route)`. */
export function errorText({ name, message, cause }: ErrorLike, depth = 0): string {
	const said = [textOf(name), textOf(message)].filter(Boolean).join(': ') || 'Error';
	if (depth >= CAUSES_MAX) return said;
	const why = isError(cause) ? errorText(cause, depth + 1) : textOf(cause);
	return why === '' || why.length > CAUSE_CHARS_MAX ? said : `${said} (cause: ${why})`;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
