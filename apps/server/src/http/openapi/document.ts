/** The description of plain HTTP, for people and for generators of clients. */
import * as z from 'zod';
import {
	createDocument,
	type ZodOpenApiOperationObject,
	type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { FORMATS } from '../../export/formats.ts';
import { type Endpoint, endpoints, streams } from '../endpoints.ts';
import { RECORD_CALLS_MAX } from '../plain-record.ts';
import { dayQuery, exportBody, exportQuery } from '../queries.ts';
import { errorSchema, filesAnswer, receiptSchema } from './answer-schemas.ts';
import { sentCallSchema, storedEntrySchema } from './entry-schemas.ts';
import { call, error, examples, files, receipt, storedEntry } from './examples.ts';
import { idSchema } from '../../audit/call.ts';
import * as inputs from '../../audit/inputs.ts';

const ERRORS = {
	400: ['BadRequest', 'The request is not valid; the message says what is expected.'],
	401: ['Unauthorized', 'The API key is missing, unknown, revoked or expired.'],
	403: ['Forbidden', 'The API key lacks the scope, or its owner is no admin.'],
	404: [
		'NotFound',
		'The user does not exist or you can’t read their log, or there is no such row.',
	],
	408: ['Timeout', 'Reading took too long. Ask for less at a time.'],
	409: ['Conflict', 'The log can’t be read as it is, or it changed meanwhile.'],
	413: ['PayloadTooLarge', 'The request is too large: at most 6 MiB.'],
	415: ['UnsupportedMediaType', 'The body is not JSON.'],
	429: ['TooManyRequests', 'Too many streams are open. Retry-After says when to try again.'],
	500: ['ServerError', 'An error of the server. Its log has the details under the requestId.'],
	503: ['Unavailable', 'The server is stopping or restarting. Retry-After says when to try again.'],
} as const satisfies Record<number, readonly [id: string, description: string]>;
type ErrorStatus = keyof typeof ERRORS;
const ALWAYS = [400, 401, 403, 500, 503] as const;
const OPEN = [400, 500, 503] as const;

const json = (schema: z.ZodType, example: unknown) => ({ 'application/json': { schema, example } });

const HEADERS = z.object({
	'x-request-id': z.string().meta({ description: 'The request’s name in the log of the server.' }),
	'x-tool-audit-version': z.string().meta({ description: 'Version of the server.' }),
});
const RETRY = HEADERS.extend({
	'retry-after': z.int().meta({ description: 'Seconds until the next attempt.' }),
});

/** The same object each time, so that the document has each answer once. */
const refusalByStatus = new Map(
	Object.entries(ERRORS).map(([status, [id, description]]): [string, ZodOpenApiResponseObject] => {
		const headers = status === '429' || status === '503' ? RETRY : HEADERS;
		return [status, { id, description, headers, content: json(errorSchema, error) }];
	}),
);

type Refusals = Record<`${ErrorStatus}`, ZodOpenApiResponseObject>;

function refusals(statuses: readonly ErrorStatus[]): Refusals {
	const named = statuses.toSorted().map((status) => [status, refusalByStatus.get(String(status))]);
	return Object.fromEntries(named) as Refusals;
}

function operationOf(endpoint: Endpoint, type: 'application/json' | 'text/event-stream') {
	const { operationId, tag, summary, description, query, answer, scope, errors = [] } = endpoint;
	const always = scope === null ? OPEN : ALWAYS;
	const example = examples[operationId];
	const operation: ZodOpenApiOperationObject = {
		...{ operationId, tags: [tag], summary },
		...(description !== undefined && { description }),
		...(Object.keys(query.shape).length > 0 && { requestParams: { query } }),
		...(scope === null && { security: [] }),
		responses: {
			'200': {
				description: answer.meta()?.description ?? summary,
				headers: HEADERS,
				content: { [type]: { schema: answer, example } },
			},
			...refusals([...always, ...errors]),
		},
	};
	return [endpoint.path, { get: operation }] as const;
}

const totalRows = (description: string) =>
	HEADERS.extend({ 'x-total-rows': z.int().meta({ description }) });

/** An export's answer. */
const EXPORTED = {
	'200': {
		description: 'The rows, in the requested format.',
		headers: totalRows('Number of rows of the export, counted before the first is sent.'),
		content: Object.fromEntries(
			Object.values(FORMATS).map(({ type }) => [type.split(';')[0]!, { schema: z.string() }]),
		),
	},
	...refusals([...ALWAYS, 404, 408, 409]),
};

const record: ZodOpenApiOperationObject = {
	...{ operationId: 'record', tags: ['Record'] },
	summary: 'Record a call, or several',
	description: `A call with an id (or the header Idempotency-Key) is recorded once, however often it is sent: the answer is the receipt of the first. Several calls, at most ${RECORD_CALLS_MAX}, are answered in the same order. Secrets are redacted before anything is written.`,
	security: [{ key: [] }],
	requestParams: {
		header: z.object({
			'Idempotency-Key': idSchema.optional().meta({
				description: 'The id of the call, for one call.',
			}),
		}),
	},
	requestBody: {
		required: true,
		content: {
			'application/json': {
				schema: z.union([
					sentCallSchema
						.extend({
							user: inputs.user.meta({
								description: 'Whose log. Your own by default; only admins can name another user.',
							}),
						})
						.meta({ id: 'OneCall' }),
					z
						.object({
							user: inputs.user,
							calls: z.array(sentCallSchema).min(1).max(RECORD_CALLS_MAX),
						})
						.meta({ id: 'ManyCalls' }),
				]),
				examples: {
					one: { summary: 'One call', value: call },
					many: {
						summary: 'Several calls',
						value: {
							calls: [
								{ ...call, id: 'job-7.1' },
								{ ...call, id: 'job-7.2' },
							],
						},
					},
				},
			},
		},
	},
	responses: {
		'200': {
			description: 'What became of the call: look at `written`.',
			headers: HEADERS,
			content: {
				'application/json': {
					schema: z.union([
						receiptSchema,
						z.object({ receipts: z.array(receiptSchema) }).meta({ id: 'Receipts' }),
					]),
					examples: {
						one: { summary: 'Of one call', value: receipt },
						many: { summary: 'Of several calls', value: { receipts: [receipt] } },
					},
				},
			},
		},
		...refusals([...ALWAYS, 404, 413, 415]),
	},
};

const ofVersionOne = {
	'/api/audit/files': {
		get: {
			...{ operationId: 'listDays', tags: ['Read'] },
			summary: 'List the days of your own log, newest first',
			responses: {
				'200': {
					description: 'The days that can be read, and those that can’t.',
					headers: HEADERS,
					content: json(filesAnswer, files),
				},
				...refusals([...ALWAYS, 409]),
			},
		},
	},
	'/api/audit/day': {
		get: {
			...{ operationId: 'readDay', tags: ['Read'] },
			summary:
				'Get the entries of one day of your own log, in the order in which they were written',
			description: 'All of them, or those that match the filter of the parameters. Name the `day`.',
			requestParams: { query: dayQuery },
			responses: {
				'200': {
					description:
						'The entries. Integers have all their digits, however large; NaN and infinities are strings. Damaged lines are left out.',
					headers: totalRows(
						'Number of lines of the day, including damaged ones, when the answer began; with a filter, of those that match.',
					),
					content: json(z.array(storedEntrySchema), [storedEntry]),
				},
				...refusals([...ALWAYS, 408, 409]),
			},
		},
	},
	'/api/audit/export': {
		get: {
			...{ operationId: 'exportDay', tags: ['Read'] },
			summary: 'Export the rows of a day that match a filter, as a file',
			description:
				'Each export is recorded as an entry (tool_audit.export) in the log of the account that made it. An export that ends early is recorded a second time, with the status error. The column position of CSV counts from 1, as the page does.',
			requestParams: { query: exportQuery },
			responses: EXPORTED,
		},
		post: {
			...{ operationId: 'exportDayByBody', tags: ['Read'] },
			summary:
				'The same with the parameters in a body, for a filter that is too long for an address',
			requestBody: { required: true, content: { 'application/json': { schema: exportBody } } },
			responses: EXPORTED,
		},
	},
} as const;

export interface OpenApiOptions {
	version: string;
	/** Public address behind a proxy, if there is one. */
	url: URL | undefined;
}

export function createOpenApi({ version, url }: OpenApiOptions): object {
	return createDocument(
		{
			openapi: '3.1.0',
			info: {
				title: 'Tool Audit',
				version,
				description:
					'The record of what AI agents’ tools did. TypeScript programs use the typed client.',
				license: { name: 'MIT', identifier: 'MIT' },
			},
			servers: [{ url: url?.origin ?? '/', description: 'This server.' }],
			security: [{ key: [] }, { session: [] }],
			tags: [
				{ name: 'Record', description: 'Writing calls. The key needs the scope audit:write.' },
				{ name: 'Read', description: 'Reading logs. The key needs the scope audit:read.' },
				{ name: 'Live', description: 'Events (server-sent events) while the client listens.' },
				{ name: 'Server', description: 'The server itself.' },
			],
			paths: {
				...ofVersionOne,
				'/api/audit/record': { post: record },
				...Object.fromEntries(endpoints.map((one) => operationOf(one, 'application/json'))),
				...Object.fromEntries(streams.map((one) => operationOf(one, 'text/event-stream'))),
			},
			components: {
				securitySchemes: {
					key: {
						...{ type: 'http', scheme: 'bearer' },
						description: 'An API key with the scope that the operation needs.',
					},
					session: {
						...{ type: 'apiKey', in: 'cookie', name: 'tool-audit.session_token' },
						description: 'The session of a person who is signed in on the page.',
					},
				},
			},
		},
		{
			// Further fields of a call.
			allowEmptySchema: { custom: true },
			override: ({ jsonSchema }) => {
				// Later versions add fields.
				if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
				// A format says it shorter.
				if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
			},
		},
	);
}
