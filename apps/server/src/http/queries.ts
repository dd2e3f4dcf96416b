import * as z from 'zod';
import { FORMAT_NAMES } from '../export/formats.ts';
import { filterQuery, filterText } from './filter-query.ts';

const USER_CHARS_MAX = 255;

const day = z.iso
	.date('Give a calendar date that exists, as YYYY-MM-DD.')
	.meta({ description: 'The day, as YYYY-MM-DD.' });

export const dayQuery = z.object({ date: day, ...filterQuery });

export const exportQuery = z.object({
	user: z.string().max(USER_CHARS_MAX).optional().meta({
		description:
			'The user whose log to export. Your own by default; only admins can name another user.',
	}),
	day,
	format: z.enum(FORMAT_NAMES).default('jsonl').meta({
		description: 'The format of the file. jsonl has the unchanged lines of the log.',
	}),
	filter: filterText(
		'Which rows to export: a filter as for audit.readDay, as JSON. All rows by default.',
	),
	...filterQuery,
});
