import type { FastifyInstance } from 'fastify';

/**
 * Takes bodies of JSON as text, and no others. Fastify's own parser rejects a key named `__proto__`, which may be in what
 * a program records, and a body of another type may come from a form of another site.
 */
export function acceptJsonText(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
		done(null, body),
	);
}
