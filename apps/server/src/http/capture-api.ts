import { captureEvent, EventError, forgetOldEvents } from '@tool-audit/capture';
import type { FastifyInstance } from 'fastify';
import { findPrincipal, requireScope } from '../auth/principal.ts';
import { isLoopbackRequest } from '../capture/local.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { acceptJsonText } from './json-text.ts';

/**
 * Events that agents post themselves. Only for programs: a key is needed, cookies are ignored, and a request that a page
 * of another site caused is refused before (see `security.ts`).
 */
export async function addCaptureApi(app: FastifyInstance, services: Services): Promise<void> {
	await app.register((events: FastifyInstance) => {
		// The text, because integers keep their digits.
		acceptJsonText(events);
		addEvents(events, services);
	});
}

const FORGET_EVERY_MS = 86_400_000;

function addEvents(events: FastifyInstance, services: Services): void {
	/** When old events of a user were forgotten last, in milliseconds since 1970. */
	const forgottenMs = new Map<string, number>();

	function forgetSometimes(user: string): void {
		if (Date.now() - (forgottenMs.get(user) ?? 0) < FORGET_EVERY_MS) return;
		forgottenMs.set(user, Date.now());
		forgetOldEvents({ data: services.data, user });
	}

	events.post('/api/capture/claude-code', async (request, reply) => {
		if (services.isLoopback && !isLoopbackRequest(request)) {
			throw new Refusal('FORBIDDEN', 'Use the address 127.0.0.1 or localhost for this server.');
		}
		const { authorization = '' } = request.headers;
		const { principal } = await findPrincipal(services.accounts, {
			authorization,
			cookie: undefined,
		});
		const { account } = requireScope(principal, 'audit:write');
		try {
			await captureEvent(typeof request.body === 'string' ? request.body : '', {
				...{ recorder: services.log, data: services.data, user: account.user },
				receivedMs: Date.now(),
			});
			forgetSometimes(account.user);
		} catch (error) {
			if (error instanceof EventError) throw new Refusal('BAD_REQUEST', error.message);
			request.log.error({ err: error }, 'a captured call was not recorded');
			throw new Refusal('SERVICE_UNAVAILABLE', 'The call could not be recorded. Try again later.');
		}
		return reply.status(204).send();
	});
}
