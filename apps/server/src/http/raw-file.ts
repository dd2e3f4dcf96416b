import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { requirePerson } from '../auth/principal.ts';
import { imageType } from '../files/file-kind.ts';
import { PATH_CHARS_MAX } from '../files/file-path.ts';
import type { Services } from '../services.ts';
import { attachment } from './attachment.ts';
import { principalOf } from './credentials.ts';
import { parseQuery } from './parse.ts';

const query = z.object({
	path: z.string().min(1).max(PATH_CHARS_MAX),
	/** Downloads an image instead of showing it. */
	download: z.literal('1').optional(),
});

/**
 * A person's own file, unchanged. Images are shown, all other files are downloaded. No file can run scripts: it
 * has a sandbox without any source, and browsers may not guess its type.
 */
export function addRawFile(app: FastifyInstance, services: Services): void {
	app.get('/api/files/raw', async (request, reply) => {
		const { account } = requirePerson(await principalOf(services, request, reply));
		const { path, download } = parseQuery(query, request.query);
		const { file, name, bytes } = await services.files.open(account.user, path);
		const image = imageType(name);
		void reply
			.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
			.header('cross-origin-resource-policy', 'same-origin')
			.header('cache-control', 'private, no-cache')
			.header('content-length', bytes)
			.type(image ?? 'application/octet-stream');
		if (!image || download) void reply.header('content-disposition', attachment(name));
		if (bytes === 0) {
			await file.close();
			return reply.send('');
		}
		// As many bytes as announced, also when the file grows while it is sent.
		return reply.send(file.createReadStream({ start: 0, end: bytes - 1 }));
	});
}
