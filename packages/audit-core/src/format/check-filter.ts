/**
 * Checks a filter as `createFilterSchema` does, without zod: a read with a filter must not wait for a library that takes
 * longer to load than all of core.
 */
import type { Filter } from './filter.ts';
import { FILTER_DURATION_MS_MAX, FILTER_TEXT_CHARS_MAX, FILTER_VALUES_MAX } from './limits.ts';
import { ROW_STATUSES } from './status.ts';

/** A copy of a filter that is right, or the place of what is wrong: `tool`, `tool.0`, or nothing for the filter itself. */
export type CheckedFilter = { filter: Filter } | { wrongAt: string; unknown?: string };

/** Returns the place of what is wrong in a part of a filter; `null` when nothing is. */
type Check = (value: unknown, name: string) => string | null;

const INSTANT =
	/^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const statuses = listOf((value) => (ROW_STATUSES as readonly unknown[]).includes(value));
const values = listOf((value) => isText(value, 0));
const text = valueThat((value) => isText(value, 1));
const instant = valueThat(isInstant);

const CHECKS: Record<keyof Filter, Check> = {
	status: statuses,
	excludeStatus: statuses,
	tool: values,
	excludeTool: values,
	session: values,
	agent: values,
	source: values,
	deniedBy: values,
	minDurationMs: valueThat(isDuration),
	text,
	excludeText: text,
	regex: valueThat((value) => typeof value === 'boolean'),
	since: instant,
	until: instant,
};

/** Parts without a value are left out of the copy. */
export function checkFilter(filter: unknown): CheckedFilter {
	if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
		return { wrongAt: '' };
	}
	const checked: Record<string, unknown> = {};
	for (const [name, check] of Object.entries(CHECKS)) {
		const value = (filter as Record<string, unknown>)[name];
		if (value === undefined) continue;
		const wrongAt = check(value, name);
		if (wrongAt !== null) return { wrongAt };
		checked[name] = Array.isArray(value) ? [...(value as unknown[])] : value;
	}
	const unknown = Object.keys(filter).find((name) => !Object.hasOwn(CHECKS, name));
	return unknown === undefined ? { filter: checked } : { wrongAt: '', unknown };
}

function valueThat(isRight: (value: unknown) => boolean): Check {
	return (value, name) => (isRight(value) ? null : name);
}

function listOf(isRight: (value: unknown) => boolean): Check {
	return (value, name) => {
		if (!Array.isArray(value)) return name;
		const wrong = value.findIndex((item) => !isRight(item));
		if (wrong !== -1) return `${name}.${wrong}`;
		return value.length > 0 && value.length <= FILTER_VALUES_MAX ? null : name;
	};
}

function isText(value: unknown, charsMin: number): boolean {
	if (typeof value !== 'string') return false;
	return value.length >= charsMin && value.length <= FILTER_TEXT_CHARS_MAX;
}

function isDuration(value: unknown): boolean {
	return typeof value === 'number' && value >= 0 && value <= FILTER_DURATION_MS_MAX;
}

function isInstant(value: unknown): boolean {
	const date = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
	if (date === undefined) return false;
	const midnight = new Date(`${date}T00:00:00Z`);
	return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
