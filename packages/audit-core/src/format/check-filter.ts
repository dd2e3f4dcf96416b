/**
 * Checks a filter as `createFilterSchema` does, without zod: a read with a filter must not wait for a library that takes
 * longer to load than all of core.
 */
import { EXPECTED, unknownPart } from './filter-sentences.ts';
import type { Filter } from './filter.ts';
import { FILTER_DURATION_MS_MAX, FILTER_TEXT_CHARS_MAX, FILTER_VALUES_MAX } from './limits.ts';
import { ROW_STATUSES } from './status.ts';

/** A copy of a filter that is right, or what is wrong. */
export type CheckedFilter = { filter: Filter } | Wrong;

interface Wrong {
	/** Its place: `tool`, `tool.0`, or nothing for the filter itself. */
	wrongAt: string;
	/** What is expected there, as a sentence. */
	expected: string;
}

/** Returns what is wrong in a part of a filter; `null` when nothing is. */
type Check = (value: unknown, name: string) => Wrong | null;

const INSTANT =
	/^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const statuses = listOf(
	(value) => (ROW_STATUSES as readonly unknown[]).includes(value),
	EXPECTED.status,
);
const values = listOf((value) => isText(value, 0), EXPECTED.value);
const text = valueThat((value) => isText(value, 1), EXPECTED.text);
const instant = valueThat(isInstant, EXPECTED.instant);

const CHECKS: Record<keyof Filter, Check> = {
	status: statuses,
	excludeStatus: statuses,
	tool: values,
	excludeTool: values,
	session: values,
	agent: values,
	source: values,
	deniedBy: values,
	minDurationMs: valueThat(isDuration, EXPECTED.durationMs),
	text,
	excludeText: text,
	regex: valueThat((value) => typeof value === 'boolean', EXPECTED.switch),
	since: instant,
	until: instant,
};

/** Parts without a value are left out of the copy, as JSON leaves them out. */
export function checkFilter(filter: unknown): CheckedFilter {
	if (!isObjectOfParts(filter)) return { wrongAt: '', expected: EXPECTED.filter };
	const checked: Record<string, unknown> = {};
	for (const [name, check] of Object.entries(CHECKS)) {
		const value = filter[name];
		if (value === undefined) continue;
		const wrong = check(value, name);
		if (wrong !== null) return wrong;
		checked[name] = Array.isArray(value) ? [...(value as unknown[])] : value;
	}
	const unknown = Object.keys(filter).find(
		(name) => !Object.hasOwn(CHECKS, name) && filter[name] !== undefined,
	);
	return unknown === undefined
		? { filter: checked }
		: { wrongAt: '', expected: unknownPart(unknown) };
}

/** A `Map`, a `Date` and the like have no parts: as a filter they would find everything. */
function isObjectOfParts(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	// The prototype of plain objects, of any realm, has none itself.
	const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
	return isPlain || Object.keys(CHECKS).some((name) => name in value);
}

function valueThat(isRight: (value: unknown) => boolean, expected: string): Check {
	return (value, name) => (isRight(value) ? null : { wrongAt: name, expected });
}

function listOf(isRight: (value: unknown) => boolean, expected: string): Check {
	return (value, name) => {
		const wrongList = { wrongAt: name, expected: EXPECTED.list };
		if (!Array.isArray(value)) return wrongList;
		if (value.length === 0 || value.length > FILTER_VALUES_MAX) return wrongList;
		const wrong = value.findIndex((item) => !isRight(item));
		return wrong === -1 ? null : { wrongAt: `${name}.${wrong}`, expected };
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
