/** Names in a sibling of the value that they name, rather than as its key. */
import type { NameRule } from './redact/names.ts';

const NAME_KEYS = ['name', 'key', 'header', 'field', 'variable'];

/** `{ name: 'Authorization', value: … }`: the rule for the value. */
export function secretNameBeside(
	object: Record<string, unknown>,
	key: string,
	nameRule: NameRule,
): string | null {
	if (key !== 'value') return null;
	for (const nameKey of NAME_KEYS) {
		const name = object[nameKey];
		const rule = typeof name === 'string' ? nameRule(name) : null;
		if (rule) return rule;
	}
	return null;
}

/** `['--password', …]` and `['Authorization', …]`: the rule for the item at `index`. */
export function secretNameBefore(
	array: unknown[],
	index: number,
	nameRule: NameRule,
): string | null {
	if (index === 0) return null;
	const before = array[index - 1];
	if (typeof before !== 'string') return null;
	const isPair = array.length === 2;
	return isPair || before.startsWith('--') ? nameRule(before) : null;
}
