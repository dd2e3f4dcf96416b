import type { Filter } from '@tool-audit/core';
import { isEmpty } from '../filter/filter-url.ts';

export const EXPORT_FORMATS = [
	{ format: 'jsonl', label: 'JSONL', note: 'the recorded lines' },
	{ format: 'json', label: 'JSON', note: 'array' },
	{ format: 'csv', label: 'CSV', note: 'safe for spreadsheets' },
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number]['format'];

export interface ExportPlace {
	day: string;
	user?: string | undefined;
	filter: Filter;
}

/** Where the server returns all rows of the day under the filter, as a file. */
export function exportAddress(format: ExportFormat, { day, user, filter }: ExportPlace): string {
	const search = new URLSearchParams({ day, format });
	if (user) search.set('user', user);
	if (!isEmpty(filter)) search.set('filter', JSON.stringify(filter));
	return `/api/audit/export?${search}`;
}
