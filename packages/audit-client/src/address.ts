/** The address of a server's tRPC endpoint. A proxy may serve it below a path. */
export function endpointOf(address: string | URL): URL {
	// Node.js 22.0 has no `URL.parse`.
	const server = URL.canParse(String(address)) ? new URL(String(address)) : null;
	if (server?.protocol !== 'http:' && server?.protocol !== 'https:') {
		throw new TypeError(
			`url must be the address of a Tool Audit server, such as http://127.0.0.1:8321; it is ${JSON.stringify(String(address))}.`,
		);
	}
	const folder = server.pathname.endsWith('/') ? server.pathname : `${server.pathname}/`;
	return new URL(`${folder}trpc`, server.origin);
}
