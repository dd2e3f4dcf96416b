/** A server's address, and the addresses below it. A proxy may serve it below a path. */
export interface ServerAddress {
	/** As messages name it: scheme, host, port and path. */
	name: string;
	/** The tRPC endpoint, without a slash at the end. */
	trpc: string;
	/** The plain endpoints, without a slash at the end. */
	api: string;
}

/** @throws TypeError when it is not an address */
export function addressOf(address: string | { readonly href: string }): ServerAddress {
	// From JavaScript it may be anything.
	const given: unknown = address;
	const { href } = (given as { href?: unknown } | null) ?? {};
	const text = typeof href === 'string' ? href : String(given);
	const server = URL.canParse(text) ? new URL(text) : null;
	if (server?.protocol !== 'http:' && server?.protocol !== 'https:') {
		throw new TypeError(
			`url must be the address of a Tool Audit server, such as http://127.0.0.1:8321; it is ${JSON.stringify(text)}.`,
		);
	}
	const { origin } = server;
	// Also the address of an endpoint is one of the server.
	const base = origin + server.pathname.replace(/\/+$/, '').replace(/\/(trpc|api)$/, '');
	return { name: base, trpc: `${base}/trpc`, api: `${base}/api` };
}
