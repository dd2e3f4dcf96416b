/** The fields of a call that follow those of the recorder: its own further ones, then the members of `extra`. */
import type { Call } from '../audit-log.ts';
import { foreignKind, nameOf } from './foreign.ts';

/** Fields that only the recorder sets: a caller's values under these names are not written as further fields. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
	...['ts', 'user', 'tool', 'args', 'status', 'result'],
	...['result_chars', 'result_snippet', 'id', 'recorded_at'],
]);
const EXTRA = 'extra';

export interface FurtherFields {
	object: Record<string, unknown>;
	/** Those properties of `object` that are written, in their order. */
	names: string[];
}

export function furtherFieldsOf(call: Call): FurtherFields {
	const object = call as unknown as Record<string, unknown>;
	const names = Object.keys(call).filter((name) => !OWN_FIELDS.has(name));
	return names.includes(EXTRA) ? withExtra(object, names) : { object, names };
}

/**
 * One object with both kinds, because the name of a secret may be in a sibling. An `extra` that has no members, as in a
 * program without types, is a field like any other.
 */
function withExtra(call: Record<string, unknown>, names: string[]): FurtherFields {
	const extra = valueOf(call, EXTRA);
	const members = membersOf(extra);
	if (!members) return { object: call, names };
	// A plain object would lose a field that is named `__proto__`.
	const object = Object.create(null) as Record<string, unknown>;
	for (const name of names) if (name !== EXTRA) object[name] = valueOf(call, name);
	for (const name of members) {
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
function valueOf(object: Record<string, unknown>, name: string): unknown {
	try {
		return object[name];
	} catch (error) {
		return `[unwritable: threw ${nameOf(error)}]`;
	}
}
