import type { RedactOptions } from '@tool-audit/core';
import type { Settings } from '@tool-audit/settings';

/** Addresses that mean "all interfaces" can't be opened in a browser. */
function openable(host: string): string {
	if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
	return host.includes(':') ? `[${host}]` : host;
}

/** What determined the folder of the logs. */
function reasonOf({ homeSource, configFile }: Pick<Settings, 'homeSource' | 'configFile'>): string {
	switch (homeSource) {
		case 'flag':
			return 'set by --home';
		case 'environment':
			return 'set by TOOL_AUDIT_HOME';
		case 'config file':
			return `set in ${configFile}`;
		case 'folder':
			return 'found in the current folder';
		case 'default':
			return 'the default; --home chooses another folder';
	}
}

function countsOf({ names = [], patterns = [], allow = [] }: RedactOptions): string {
	const count = ({ length }: readonly unknown[], noun: string) =>
		`${length} ${noun}${length === 1 ? '' : 's'}`;
	return [count(names, 'name'), count(patterns, 'pattern'), count(allow, 'allowed value')].join(
		', ',
	);
}

/** What `tool-audit start` prints. */
export function startText(
	settings: Omit<Settings, 'timeZone' | 'user' | 'logLevel'>,
	{ redact, setupSecret }: { redact: RedactOptions | undefined; setupSecret: string | null },
): string {
	const here = `http://${openable(settings.host)}:${settings.port}`;
	const address = settings.url?.origin ?? here;
	const lines = ['', `Tool Audit is running at ${address}`];
	if (settings.url) lines.push(`Listening on ${here}`);
	lines.push(
		`Logs are in ${settings.home} (${reasonOf(settings)})`,
		`Accounts are in ${settings.data}`,
	);
	if (redact) lines.push(`Redaction words are in ${settings.redact} (${countsOf(redact)})`);
	if (setupSecret) {
		lines.push(
			'',
			'There are no accounts yet. Open this link to create the admin account:',
			`${address}/setup#${setupSecret}`,
			'The link works once, until the server stops.',
		);
	}
	return [...lines, ''].join('\n');
}
