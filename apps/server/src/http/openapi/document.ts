import { STATUSES } from '@tool-audit/core';
import * as z from 'zod';
import { createDocument } from 'zod-openapi';
import { FORMATS } from '../export/formats.ts';
import { dayQuery, exportQuery } from './queries.ts';

const entrySchema = z
	.looseObject({
		ts: z
			.string()
			.meta({ description: 'When the call was made: ISO 8601, with or without an offset.' }),
		user: z.string(),
		tool: z.string(),
		args: z.looseObject({}),
		status: z.enum(STATUSES),
		result_chars: z.int(),
		result_snippet: z.string(),
		call_id: z.string().meta({ description: 'The agent’s own id of the call.' }),
		parent_call_id: z
			.string()
			.meta({ description: 'The call that started the subagent which made this call.' }),
		session: z.string().meta({ description: 'The conversation.' }),
		agent: z.string().meta({ description: 'The program that made the call.' }),
		agent_id: z.string().meta({ description: 'The subagent inside that program.' }),
		source: z.string().meta({ description: 'What recorded the call.' }),
		duration_ms: z.number().meta({ description: 'How long the call took, in milliseconds.' }),
		denied_by: z.string().meta({
			description:
				'Who denied the call: rule, hook, user, classifier, policy, permission, or other text.',
		}),
		reason: z.string().meta({ description: 'Why the call was denied or failed.' }),
		cwd: z.string().meta({ description: 'The folder in which the agent worked.' }),
		model: z.string().meta({ description: 'The model that asked for the call.' }),
		host: z.string().meta({ description: 'The machine on which the agent ran.' }),
		mcp_server: z.string().meta({ description: 'The MCP server that the tool belongs to.' }),
		recorded_at: z.string().meta({
			description: 'When the call was recorded, if later than it ended: ISO 8601.',
		}),
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
	'400': answer('The request is not valid; the message says what is expected.', errorSchema),
	'401': answer('The API key is missing, unknown, revoked or expired.', errorSchema),
	'403': answer('The API key does not have the scope audit:read.', errorSchema),
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
			'Present when not every day could be checked in time. All days are listed, but some of the dates may not be readable. Repeat the request: a later answer gets further.',
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
					summary: 'List the days of your own log, newest first',
					responses: {
						'200': answer('The days that can be read, and those that can’t.', daysSchema),
						...refusals,
					},
				},
			},
			'/api/audit/day': {
				get: {
					operationId: 'readDay',
					summary:
						'Get the entries of one day of your own log, in the order in which they were written',
					description: 'All of them, or those that match the filter of the parameters.',
					requestParams: { query: dayQuery },
					responses: {
						'200': {
							...answer(
								'The entries. Integers have all their digits, however large; NaN and infinities are strings. Damaged lines are left out.',
								z.array(entrySchema),
							),
							headers: totalRows(
								'Number of lines of the day, including damaged ones, when the answer began; with a filter, of those that match.',
							),
						},
						...refusals,
					},
				},
			},
			'/api/audit/export': {
				get: {
					operationId: 'exportDay',
					summary: 'Export the rows of a day that match a filter, as a file',
					description:
						'Each export is recorded as an entry (tool_audit.export) in the log of the account that made it. An export that ends early is recorded a second time, with the status error.',
					requestParams: { query: exportQuery },
					responses: {
						'200': {
							description: 'The rows, in the requested format.',
							headers: totalRows('Number of rows of the export, counted before the first is sent.'),
							content: Object.fromEntries(
								Object.values(FORMATS).map(({ type }) => [
									type.split(';')[0]!,
									{ schema: z.string() },
								]),
							),
						},
						...refusals,
						'404': answer('The user does not exist, or you can’t read their log.', errorSchema),
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
