import type { Settings } from '@tool-audit/settings';
import type { FastifyRequest } from 'fastify';
import type { Agents } from './agents.ts';
import type { ImportJob } from './import-job.ts';

/** What may be done only from the server's own machine. */
export interface LocalServices {
	agents: Agents;
	imports: ImportJob;
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** True when the server can be reached from its own machine alone. */
export function isLoopbackServer({ host, url }: Partial<Pick<Settings, 'host' | 'url'>>): boolean {
	return host !== undefined && LOOPBACK_NAMES.has(host) && url === undefined;
}

/**
 * True when a request came from this machine, and under a name of it: a name that was made to lead here is another one. A
 * proxy may replace that name by its own, and say nothing of it; but not the name that the browser's page was loaded from.
 */
export function isLoopbackRequest({
	ip,
	hostname,
	headers,
}: Pick<FastifyRequest, 'ip' | 'hostname' | 'headers'>): boolean {
	const isPeer = ip === '::1' || ip.replace(/^::ffff:/, '').startsWith('127.');
	return isPeer && LOOPBACK_NAMES.has(hostname.replace(/:\d+$/, '')) && isLoopbackPage(headers);
}

/** Programs, and browsers that only read, send no origin. */
function isLoopbackPage({ origin, ...headers }: FastifyRequest['headers']): boolean {
	if (headers['sec-fetch-site'] === 'cross-site') return false;
	return origin === undefined || LOOPBACK_NAMES.has(URL.parse(origin)?.hostname ?? '');
}

/** True when a proxy on this machine handed the request on: it may come from anywhere. */
export function isForwarded({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
	return Object.keys(headers).some((name) =>
		/^(?:forwarded|via|x-forwarded-.+|x-real-ip)$/.test(name),
	);
}
