/** Which page caused a request. */
import type { FastifyRequest } from 'fastify';

export interface Origins {
	/**
	 * Whether a page of another site caused the request. Programs send neither of the headers that tell: they have no cookies
	 * that another site could use.
	 */
	isCrossSite: (request: Request) => boolean;
	/** Whether a browser app that the settings name calls the API. */
	isApp: (request: Request) => boolean;
}

export interface OriginsOptions {
	/** Public address behind a proxy, if there is one. */
	url: URL | undefined;
	/** Origins of the browser apps that may call the API. */
	corsOrigins: readonly string[];
}

type Request = Pick<FastifyRequest, 'headers' | 'url'>;

/** What an app may call. The page is no part of it. */
const FOR_APPS = ['/trpc/', '/api/'];

export function createOrigins({ url, corsOrigins }: OriginsOptions): Origins {
	function isOwn(origin: string, host: string | undefined): boolean {
		const own = URL.parse(origin)?.host;
		return own !== undefined && (own === host || own === url?.host);
	}

	return {
		isCrossSite({ headers }) {
			const site = headers['sec-fetch-site'];
			if (site !== undefined) return site !== 'same-origin' && site !== 'none';
			const { origin, host } = headers;
			return origin !== undefined && !isOwn(origin, host);
		},

		isApp({ headers, url: address }) {
			const { origin, host } = headers;
			if (origin === undefined || !corsOrigins.includes(origin) || isOwn(origin, host))
				return false;
			return FOR_APPS.some((prefix) => address.startsWith(prefix));
		},
	};
}
