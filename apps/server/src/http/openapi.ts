import { STATUSES } from '@tool-audit/core';
import * as z from 'zod';
import { createDocument } from 'zod-openapi';
import { FORMATS } from '../export/formats.ts';
import { dayQuery, exportQuery } from './queries.ts';

const entrySchema = z
	.looseObject({
		ts: z
			.string()
			.meta({ description: 'ISO 8601 instant of the call, with or without an offset.' }),
		user: z.string(),
		tool: z.string(),
		args: z.looseObject({}),
		status: z.enum(STATUSES),
		result_chars: z.int(),
		result_snippet: z.string(),
	})
	.partial()
	.meta({ id: 'Entry', description: 'One tool call. Unknown fields are kept.' });

const errorSchema = z
	.object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) })
	.meta({ id: 'Error' });

const answer = (description: string, schema: z.ZodType) => ({
	description,
	content: { 'application/json': { schema } },
});

const totalRows = (description: string) =>
	z.object({ 'x-total-rows': z.int().meta({ description }) });

const refusals = {
	'400': answer('The request is wrong; the message says what would be right.', errorSchema),
	'401': answer('No key, or one that is unknown, revoked or expired.', errorSchema),
	'403': answer('The key lacks the scope audit:read.', errorSchema),
};

const daysSchema = z.object({
	dates: z.array(z.iso.date()),
	unreadable: z
		.array(
			z.object({
				date: z.iso.date(),
				message: z.string().describe('Why it can’t be read, and what to do.'),
			}),
		)
		.optional()
		.describe('Absent when every day can be read.'),
	complete: z
		.literal(false)
		.optional()
		.describe(
			'There when not every day was looked at in the time for an answer. All days are listed, but one among the dates may turn out not to be readable. Ask again: a later answer comes further.',
		),
});

/** The description of the plain HTTP endpoints, for generators of clients. */
export function createOpenApi(version: string): object {
	return createDocument({
		openapi: '3.1.0',
		info: {
			title: 'Tool Audit',
			version,
			description:
				'The record of what AI agents’ tools did. TypeScript programs use the typed client.',
		},
		security: [{ key: [] }, { session: [] }],
		paths: {
			'/api/audit/files': {
				get: {
					operationId: 'listDays',
					summary: 'The days of one’s own log, newest first',
					responses: {
						'200': answer(
							'The days that can be read, and beside them those that can’t.',
							daysSchema,
						),
						...refusals,
					},
				},
			},
			'/api/audit/day': {
				get: {
					operationId: 'readDay',
					summary: 'All entries of one day, in the order in which they were written',
					requestParams: { query: dayQuery },
					responses: {
						'200': {
							...answer(
								'The entries. Integers have all their digits, however large; NaN and infinities are strings. Lines that are no entries are left out.',
								z.array(entrySchema),
							),
							headers: totalRows('Lines of the day, damaged ones included, when the answer began.'),
						},
						...refusals,
					},
				},
			},
			'/api/audit/export': {
				get: {
					operationId: 'exportDay',
					summary: 'Everything that a filter leaves of a day, as a file',
					description:
						'Each export is an entry (tool_audit.export) in the log of who made it; one that ends early is a second one, with the status error.',
					requestParams: { query: exportQuery },
					responses: {
						'200': {
							description: 'The rows.',
							headers: totalRows('Rows of the export, counted before the first is sent.'),
							content: Object.fromEntries(
								Object.values(FORMATS).map(({ type }) => [
									type.split(';')[0]!,
									{ schema: z.string() },
								]),
							),
						},
						...refusals,
						'404': answer('There is no such user, or their log is not yours to read.', errorSchema),
					},
				},
			},
		},
		components: {
			securitySchemes: {
				key: {
					type: 'http',
					scheme: 'bearer',
					description: 'An API key with the scope audit:read.',
				},
				session: { type: 'apiKey', in: 'cookie', name: 'tool-audit.session_token' },
			},
		},
	});
}
