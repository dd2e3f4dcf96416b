import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Principal, findPrincipal } from './auth/principal.ts';
import { isForwarded, isLoopbackRequest, type LocalServices } from './capture/local.ts';
import type { Services } from './services.ts';

/** What a procedure knows about its request: plain values, so that tests need no HTTP. */
export interface Context extends Omit<Services, 'localServices' | 'isApp'> {
	principal: Principal;
	/** What may be done only from the server's own machine; `null` for other requests. */
	local: LocalServices | null;
	/** The request is that of a browser app of another origin. */
	isApp: boolean;
	/** Address of the client, for the limits on failed attempts. */
	address: string;
	requestId: string;
	/** Sets or removes cookies of the browser. */
	setCookies(cookies: string[]): void;
}

/** Creates the context of a request, once for all calls of a batch. */
export async function createContext(
	services: Services,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<Context> {
	const { authorization, cookie } = request.headers;
	const setCookies = (cookies: string[]): void => {
		if (cookies.length > 0) reply.header('set-cookie', cookies);
	};
	const { principal, cookies } = await findPrincipal(services.accounts, { authorization, cookie });
	setCookies(cookies);
	const { localServices, isApp, ...others } = services;
	const local = isLoopbackRequest(request) && !isForwarded(request) ? localServices : null;
	return {
		...{ ...others, local, principal, setCookies },
		...{ isApp: isApp(request), address: request.ip, requestId: request.id },
	};
}
