import type { Filter } from '@tool-audit/core';
import {
	FILTER_DURATION_MS_MAX,
	FILTER_TEXT_CHARS_MAX,
	FILTER_VALUES_MAX,
	isDay,
	parseTs,
	ROW_STATUSES,
	type RowStatus,
} from '@tool-audit/core/format';
import { isPreset, type TimePreset } from './time-presets.ts';

/**
 * A filter in the address of a page, so that a link shows a colleague the same rows:
 * `?status=denied,error&tool=shell.exec&not-tool=…&q=text&since=…`. People type and share addresses, so what can't be
 * read in one is ignored.
 */
export const FILTER_PARAMETERS = [
	'status',
	'not-status',
	'tool',
	'not-tool',
	'session',
	'agent',
	'source',
	'denied-by',
	'min-duration',
	'q',
	'not',
	'regex',
	'since',
	'until',
	'time',
] as const;

/** A filter as an address has it: a span of time that is named there ends where the reader is. */
export interface AskedFilter {
	filter: Filter;
	/** Stands for `since` and `until`, which the filter then does not have. */
	preset?: TimePreset;
}

export function readAsked(search: Pick<URLSearchParams, 'get' | 'getAll'>): AskedFilter {
	const filter = readFilter(search);
	const preset = search.get('time');
	return isPreset(preset) && !filter.since && !filter.until ? { filter, preset } : { filter };
}

export function writeAsked(
	search: URLSearchParams,
	{ filter, preset }: AskedFilter,
): URLSearchParams {
	const written = writeFilter(search, filter);
	if (preset) written.set('time', preset);
	return written;
}

export function readFilter(search: Pick<URLSearchParams, 'get' | 'getAll'>): Filter {
	const filter: Filter = {};
	set(filter, 'status', readStatuses(search.get('status')));
	set(filter, 'excludeStatus', readStatuses(search.get('not-status')));
	set(filter, 'tool', readValues(search.getAll('tool')));
	set(filter, 'excludeTool', readValues(search.getAll('not-tool')));
	set(filter, 'session', readValues(search.getAll('session')));
	set(filter, 'agent', readValues(search.getAll('agent')));
	set(filter, 'source', readValues(search.getAll('source')));
	set(filter, 'deniedBy', readValues(search.getAll('denied-by')));
	set(filter, 'minDurationMs', readDuration(search.get('min-duration')));
	set(filter, 'text', readText(search.get('q')));
	set(filter, 'excludeText', readText(search.get('not')));
	set(filter, 'regex', (filter.text !== undefined && search.get('regex') === '1') || undefined);
	set(filter, 'since', readInstant(search.get('since')));
	set(filter, 'until', readInstant(search.get('until')));
	return filter;
}

/** The parameters with this filter instead of the previous one. */
export function writeFilter(search: URLSearchParams, filter: Filter): URLSearchParams {
	const written = new URLSearchParams(search);
	for (const name of FILTER_PARAMETERS) written.delete(name);
	if (filter.status) written.set('status', filter.status.join(','));
	if (filter.excludeStatus) written.set('not-status', filter.excludeStatus.join(','));
	for (const tool of filter.tool ?? []) written.append('tool', tool);
	for (const tool of filter.excludeTool ?? []) written.append('not-tool', tool);
	for (const session of filter.session ?? []) written.append('session', session);
	for (const agent of filter.agent ?? []) written.append('agent', agent);
	for (const source of filter.source ?? []) written.append('source', source);
	for (const denier of filter.deniedBy ?? []) written.append('denied-by', denier);
	if (filter.minDurationMs !== undefined) {
		written.set('min-duration', String(filter.minDurationMs));
	}
	if (filter.text) written.set('q', filter.text);
	if (filter.excludeText) written.set('not', filter.excludeText);
	if (filter.regex) written.set('regex', '1');
	if (filter.since) written.set('since', filter.since);
	if (filter.until) written.set('until', filter.until);
	return written;
}

export function isEmpty(filter: Filter): boolean {
	return Object.keys(filter).length === 0;
}

/** The filter as part of a call's input: an empty one is omitted. */
export function givenFilter(filter: Filter): { filter?: Filter } {
	return isEmpty(filter) ? {} : { filter };
}

function set<Key extends keyof Filter>(filter: Filter, key: Key, value: Filter[Key] | undefined) {
	if (value !== undefined) filter[key] = value;
}

function readStatuses(text: string | null): RowStatus[] | undefined {
	const named = new Set(text?.split(','));
	const found = ROW_STATUSES.filter((status) => named.has(status));
	return found.length > 0 ? found : undefined;
}

function readValues(texts: string[]): string[] | undefined {
	const found = [...new Set(texts)].filter((text) => text.length <= FILTER_TEXT_CHARS_MAX);
	return found.length > 0 ? found.slice(0, FILTER_VALUES_MAX) : undefined;
}

function readText(text: string | null): string | undefined {
	return text ? text.slice(0, FILTER_TEXT_CHARS_MAX) : undefined;
}

/** Milliseconds, as JavaScript writes a number: a very short duration has an exponent. */
function readDuration(text: string | null): number | undefined {
	if (!/^\d+(\.\d+)?(e-\d+)?$/.test(text ?? '')) return undefined;
	const ms = Number(text);
	return ms <= FILTER_DURATION_MS_MAX ? ms : undefined;
}

/**
 * Instants are always written in UTC with milliseconds, the one form that every reader accepts. Without an offset it
 * would be another instant in another zone, and the server's days have the years 1 to 9999.
 */
function readInstant(text: string | null): string | undefined {
	const time = parseTs(text ?? '');
	if (time?.offsetMs == null) return undefined;
	const written = new Date(time.wallMs - time.offsetMs).toISOString();
	return isDay(written.slice(0, 'YYYY-MM-DD'.length)) ? written : undefined;
}

/** The filter in the form that an address holds. */
export function asWritten(filter: Filter): Filter {
	return readFilter(writeFilter(new URLSearchParams(), filter));
}

/** The text to highlight in the rows. */
export function foundText({ text, regex }: Filter): string | undefined {
	return regex ? undefined : text;
}

/** Parameters with a value that does not exist, as they are written in the address. */
export function unknownIn(search: Pick<URLSearchParams, 'get' | 'getAll'>): string[] {
	const known = writeAsked(new URLSearchParams(), readAsked(search));
	return FILTER_PARAMETERS.filter(
		(name) => name !== 'regex' && search.get(name) && !known.has(name),
	).map((name) => `${name}=${search.get(name)}`);
}
