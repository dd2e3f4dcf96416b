import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface SecurityOptions {
	/** Public address behind a proxy, when there is one. */
	url: URL | undefined;
	/** CSP sources of the inline scripts that the built page holds. */
	scriptHashes: string[];
}

/**
 * Whether a page of another site made the browser send this. Programs send neither header: they carry
 * no cookies that somebody else could make use of.
 */
function isCrossSite({ headers }: FastifyRequest, url: URL | undefined): boolean {
	const site = headers['sec-fetch-site'];
	if (site !== undefined) return site !== 'same-origin' && site !== 'none';
	const { origin } = headers;
	if (origin === undefined) return false;
	const host = URL.parse(origin)?.host;
	return host === undefined || (host !== headers.host && host !== url?.host);
}

/** The usual headers on everything, and no writes on behalf of other sites. */
export async function addSecurity(app: FastifyInstance, options: SecurityOptions): Promise<void> {
	const https = options.url?.protocol === 'https:';
	await app.register(helmet, {
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'self'"],
				scriptSrc: ["'self'", ...options.scriptHashes],
				// Svelte's transitions and CodeMirror write style elements.
				styleSrc: ["'self'", "'unsafe-inline'"],
				imgSrc: ["'self'", 'data:', 'blob:'],
				fontSrc: ["'self'"],
				connectSrc: ["'self'"],
				workerSrc: ["'self'"],
				objectSrc: ["'none'"],
				baseUri: ["'none'"],
				formAction: ["'self'"],
				frameAncestors: ["'none'"],
			},
		},
		crossOriginEmbedderPolicy: false,
		// Without TLS of our own, only a public https address can promise TLS for the future.
		hsts: https,
		referrerPolicy: { policy: 'no-referrer' },
		xFrameOptions: { action: 'deny' },
	});

	app.addHook('onRequest', async (request, reply) => {
		void reply.header('x-request-id', request.id);
		// Answers are somebody's own; what may be kept (the built page) says so itself.
		void reply.header('cache-control', 'no-store');
		void reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=()');
		if (!SAFE_METHODS.has(request.method) && isCrossSite(request, options.url)) {
			throw new Refusal(
				'FORBIDDEN',
				'Another site asked for this change, so it was not made. Use the page of this server.',
			);
		}
	});
}
