import type { Config } from './config.ts';

/** Addresses that mean "all of this machine" can't be opened in a browser. */
function openable(host: string): string {
	if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
	return host.includes(':') ? `[${host}]` : host;
}

/** What the start prints, for a person. */
export function startText(
	config: Pick<Config, 'host' | 'port' | 'url' | 'home'>,
	setupSecret: string | null,
): string {
	const here = `http://${openable(config.host)}:${config.port}`;
	const address = config.url?.origin ?? here;
	const lines = ['', `Tool Audit is running at ${address}`];
	if (config.url) lines.push(`Listening on ${here}`);
	lines.push(`Logs are read from ${config.home}`);
	if (setupSecret) {
		lines.push(
			'',
			'Nobody has an account yet. Open this link once to make the first admin:',
			`${address}/setup#${setupSecret}`,
			'It works until it is used or the server stops.',
		);
	}
	return [...lines, '', ''].join('\n');
}
