/** Server and client tell each other their versions. Those of one major version work together (docs/stability.md). */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';

export const SERVER_VERSION = 'x-tool-audit-version';
export const CLIENT_VERSION = 'x-tool-audit-client';

/** Refuses clients of another major version. One that does not say its version is served: it may be `curl`. */
export function addVersions(app: FastifyInstance, version: string): void {
	const own = majorOf(version);
	app.addHook('onRequest', async ({ headers }) => {
		const given = String(headers[CLIENT_VERSION]);
		const major = majorOf(given);
		if (major === null || own === null || major === own) return;
		const update = major < own ? `Update the client to version ${own}` : 'Update the server';
		throw new Refusal(
			'BAD_REQUEST',
			`This server has version ${version} and the client version ${given}. ${update}: both need the same major version.`,
			{ reason: 'version' },
		);
	});
	app.addHook('onSend', async (_request, reply) => {
		void reply.header(SERVER_VERSION, version);
	});
}

/** `null` for what is not a version such as `1.2.3` or `2.0.0-beta.1`. */
function majorOf(version: string): number | null {
	const major = /^(\d{1,5})\.\d{1,5}\.\d{1,5}(-[\w.-]{1,40})?$/.exec(version)?.[1];
	return major === undefined ? null : Number(major);
}
