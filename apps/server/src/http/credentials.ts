import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, findCaller } from '../auth/caller.ts';
import type { Services } from '../services.ts';

/** Who makes a request outside tRPC. */
export async function callerOf(
	{ accounts }: Services,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<Caller> {
	const { authorization, cookie } = request.headers;
	const { caller, cookies } = await findCaller(accounts, { authorization, cookie });
	if (cookies.length > 0) void reply.header('set-cookie', cookies);
	return caller;
}
