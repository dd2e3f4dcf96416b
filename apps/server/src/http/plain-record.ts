/** Recording over plain HTTP: one call, or several in one request. */
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { callSchema, idSchema } from '../audit/call.ts';
import * as inputs from '../audit/inputs.ts';
import { requireScope } from '../auth/principal.ts';
import { createContext } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { appRouter } from '../router.ts';
import type { Services } from '../services.ts';
import { acceptJsonText } from './json-text.ts';
import { parse, parseJson } from './parse.ts';

export const RECORD_CALLS_MAX = 100;

const CALLS_SENTENCE = `Give a list of 1 to ${RECORD_CALLS_MAX} calls.`;

const oneCall = callSchema.extend({ user: inputs.user });
const manyCalls = z.strictObject({
	user: inputs.user,
	calls: z
		.array(oneCall, CALLS_SENTENCE)
		.min(1, CALLS_SENTENCE)
		.max(RECORD_CALLS_MAX, CALLS_SENTENCE),
});

export async function addPlainRecord(app: FastifyInstance, services: Services): Promise<void> {
	await app.register((recording: FastifyInstance) => {
		acceptJsonText(recording);
		recording.post('/api/audit/record', async (request, reply) => {
			const context = await createContext(services, request, reply);
			requireScope(context.principal, 'audit:write');
			const { audit } = appRouter.createCaller(context);
			const body = parseJson(request.body);
			const key = keyOf(request.headers['idempotency-key']);
			if (!isMany(body)) return audit.record(withKey(parse(oneCall, body), key));
			if (key !== undefined) {
				throw new Refusal(
					'BAD_REQUEST',
					'Idempotency-Key is for one call. Give each of several calls an id of its own.',
				);
			}
			const { calls, user } = parse(manyCalls, body);
			return { receipts: await Promise.all(calls.map((call) => audit.record({ user, ...call }))) };
		});
	});
}

/** A call may have a field `calls` of its own. */
function isMany(body: unknown): boolean {
	return typeof body === 'object' && body !== null && 'calls' in body && !('tool' in body);
}

/** The standard in preparation puts the key in quotes, and the programs of today don't. */
function keyOf(header: string | string[] | undefined): string | undefined {
	if (header === undefined) return undefined;
	const text = String(header).replace(/^"(.*)"$/, '$1');
	return parse(z.object({ 'Idempotency-Key': idSchema }), { 'Idempotency-Key': text })[
		'Idempotency-Key'
	];
}

function withKey<Call extends { id?: string | undefined }>(
	call: Call,
	key: string | undefined,
): Call {
	if (key === undefined) return call;
	if (call.id === undefined || call.id === key) return { ...call, id: key };
	throw new Refusal(
		'BAD_REQUEST',
		'The id of the call and Idempotency-Key differ. Give one of them.',
	);
}
