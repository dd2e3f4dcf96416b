import * as z from 'zod';
import { FORMAT_NAMES } from '../export/formats.ts';

const USER_CHARS_MAX = 255;
const FILTER_CHARS_MAX = 10_000;

const day = z.iso
	.date('Give a calendar date that exists, as YYYY-MM-DD.')
	.meta({ description: 'The day, as YYYY-MM-DD.' });

export const dayQuery = z.object({ date: day });

export const exportQuery = z.object({
	user: z
		.string()
		.max(USER_CHARS_MAX)
		.optional()
		.meta({ description: 'Whose log; one’s own when left out, another’s for admins.' }),
	day,
	format: z.enum(FORMAT_NAMES).default('jsonl').meta({
		description: 'jsonl gives the lines of the file byte for byte.',
	}),
	filter: z
		.string()
		.max(FILTER_CHARS_MAX)
		.optional()
		.meta({ description: 'Which rows: a filter as audit.readDay takes it, as JSON.' }),
});
