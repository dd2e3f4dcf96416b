import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Principal, findPrincipal } from '../auth/principal.ts';
import type { Services } from '../services.ts';

/** The principal of a request outside tRPC. */
export async function principalOf(
	{ accounts }: Services,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<Principal> {
	const { authorization, cookie } = request.headers;
	const { principal, cookies } = await findPrincipal(accounts, { authorization, cookie });
	if (cookies.length > 0) void reply.header('set-cookie', cookies);
	return principal;
}
