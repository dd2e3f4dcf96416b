import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { requirePerson } from '../auth/principal.ts';
import { UPLOAD_BYTES_MAX } from '../files/create-file.ts';
import { PATH_CHARS_MAX, PATH_TOO_LONG } from '../files/file-path.ts';
import type { Services } from '../services.ts';
import { principalOf } from './credentials.ts';
import { parseQuery } from './parse.ts';

const query = z.object({ path: z.string().max(PATH_CHARS_MAX, PATH_TOO_LONG) });

/** Creates a new file of a person, with the body as its content. It never replaces one. */
export async function addUpload(app: FastifyInstance, services: Services): Promise<void> {
	await app.register(async (uploads) => {
		uploads.removeAllContentTypeParsers();
		// The body is passed on as it arrives, after the sender's credentials were checked.
		uploads.addContentTypeParser('*', { bodyLimit: UPLOAD_BYTES_MAX }, (_request, body, done) =>
			done(null, body),
		);
		uploads.post('/api/files/upload', async (request, reply) => {
			const { account } = requirePerson(await principalOf(services, request, reply));
			const { path } = parseQuery(query, request.query);
			// A request without a body creates an empty file.
			const body = (request.body as Readable | undefined) ?? Readable.from([]);
			// Destroying the body would destroy the connection, and with it the answer to a rejected file.
			const content = body.iterator({ destroyOnReturn: false });
			return services.files.create(account.user, path, content);
		});
	});
}
