/** The fields of a call that follow those of the recorder: its own further ones, then the members of `extra`. */
import type { Call } from '../audit-log.ts';
import { OPTIONAL_FIELDS } from './call-fields.ts';
import { foreignKind, nameOf } from './foreign.ts';

/** Fields that only the recorder sets: a caller's values under these names are not written as further fields. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
	...['ts', 'user', 'tool', 'args', 'status', 'result'],
	...['result_chars', 'result_snippet', 'id', 'recorded_at'],
]);
const EXTRA = 'extra';
/** As of keys that are cut. */
const UNNAMED = '…';

export interface FurtherFields {
	object: Record<string, unknown>;
	/** Those properties of `object` that are written, in their order. */
	names: string[];
}

export function furtherFieldsOf(call: Call): FurtherFields {
	const object = call as unknown as Record<string, unknown>;
	let names: string[];
	try {
		names = Object.keys(call).filter((name) => !OWN_FIELDS.has(name));
	} catch (error) {
		return withoutNames(object, error);
	}
	return names.includes(EXTRA) ? withExtra(object, names) : { object, names };
}

/** A proxy that does not tell its names is asked for those of the format. The last field says that there may be more. */
function withoutNames(call: Record<string, unknown>, error: unknown): FurtherFields {
	const known = [...Object.keys(OPTIONAL_FIELDS).filter((name) => !OWN_FIELDS.has(name)), EXTRA];
	const { object, names } = withExtra(call, known);
	object[UNNAMED] = unwritable(error);
	return { object, names: [...names, UNNAMED] };
}

/**
 * One object with both kinds, because the name of a secret may be in a sibling. An `extra` that has no members, as in a
 * program without types, is a field like any other.
 */
function withExtra(call: Record<string, unknown>, names: string[]): FurtherFields {
	const extra = valueOf(call, EXTRA);
	const members = membersOf(extra);
	// A plain object would lose a field that is named `__proto__`.
	const object = Object.create(null) as Record<string, unknown>;
	for (const name of names) {
		if (name !== EXTRA) object[name] = valueOf(call, name);
		else if (!members) object[name] = extra;
	}
	for (const name of members ?? []) {
		if (OWN_FIELDS.has(name) || object[name] !== undefined) continue;
		object[name] = valueOf(extra as Record<string, unknown>, name);
	}
	return { object, names: Object.keys(object) };
}

/** The names in an object; `null` for a list, and for what is not written by its properties. */
function membersOf(value: unknown): string[] | null {
	try {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
		return foreignKind(value) === null && !('toJSON' in value) ? Object.keys(value) : null;
	} catch {
		// The traps of a proxy.
		return null;
	}
}

/** A property that throws when it is read is written as the text that says so (docs/format.md §8). */
export function valueOf(object: object, name: string): unknown {
	try {
		return (object as Record<string, unknown>)[name];
	} catch (error) {
		return unwritable(error);
	}
}

export function unwritable(error: unknown): string {
	return `[unwritable: threw ${nameOf(error)}]`;
}
