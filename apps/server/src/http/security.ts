import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { Origins } from './origins.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface SecurityOptions {
	/** Public address behind a proxy, if there is one. */
	url: URL | undefined;
	/** CSP sources of the inline scripts in the built page. */
	scriptHashes: string[];
	origins: Origins;
}

/** Adds the usual security headers to every answer, and rejects writes that another site caused. */
export async function addSecurity(app: FastifyInstance, options: SecurityOptions): Promise<void> {
	const { origins } = options;
	const https = options.url?.protocol === 'https:';
	await app.register(helmet, {
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'self'"],
				scriptSrc: ["'self'", ...options.scriptHashes],
				// Svelte's transitions and CodeMirror create style elements.
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
		// The server has no TLS of its own, so only a public https address can promise TLS.
		hsts: https,
		referrerPolicy: { policy: 'no-referrer' },
		xFrameOptions: { action: 'deny' },
	});

	app.addHook('onRequest', async (request, reply) => {
		void reply.header('x-request-id', request.id);
		// Answers are private; the built page sets its own header.
		void reply.header('cache-control', 'no-store');
		void reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=()');
		if (SAFE_METHODS.has(request.method) || !origins.isCrossSite(request)) return;
		const isWithKey = request.headers.authorization !== undefined;
		if (!origins.isApp(request) || !isWithKey) {
			throw new Refusal(
				'FORBIDDEN',
				'This change was requested by another site, so it was not made. Use the page of this server.',
			);
		}
	});
}
