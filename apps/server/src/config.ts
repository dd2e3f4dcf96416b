import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import * as z from 'zod';

/** Everything that can be set from outside. The environment is read here, once, and nowhere else. */
export interface Config {
	host: string;
	port: number;
	/** Absolute path of the folder that holds one folder per user. */
	home: string;
	/** Absolute path of the folder for accounts and indexes. */
	data: string;
	/** IANA name of the time zone that days are cut in. */
	timeZone: string;
	/** Public address when a proxy stands in front; without it there is none. */
	url: URL | undefined;
	logLevel: LogLevel | undefined;
	version: string;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting that can't be used. The message is for the person who set it. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

const PORT_MAX = 65_535;

function isTimeZone(name: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
	} catch {
		return false;
	}
}

function isPublicUrl(text: string): boolean {
	const url = URL.parse(text);
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return false;
	return url.pathname === '/' && !url.search && !url.hash && !url.username;
}

const settings = z.object({
	HOST: z
		.string()
		.regex(/^[\w.:-]+$/, 'must be an address or a host name, such as 127.0.0.1')
		.default('127.0.0.1'),
	PORT: z
		.string()
		.refine(
			(text) => /^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX,
			`must be a whole number from 0 to ${PORT_MAX}`,
		)
		.default('8321'),
	TOOL_AUDIT_HOME: z.string().default('./home'),
	TOOL_AUDIT_DATA: z.string().default('./data'),
	TOOL_AUDIT_TIME_ZONE: z
		.string()
		.refine(isTimeZone, 'must be the name of a time zone, such as Europe/Berlin')
		.default(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
	TOOL_AUDIT_URL: z
		.string()
		.refine(
			isPublicUrl,
			'must be the public address alone, such as https://audit.example.com, without a path',
		)
		.optional(),
	TOOL_AUDIT_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).optional(),
});

/** The path as the disk has it: links in the part that exists already are followed. */
function settle(path: string): string {
	if (existsSync(path)) return realpathSync(path);
	const parent = dirname(path);
	return parent === path ? path : join(settle(parent), relative(parent, path));
}

function contains(outer: string, inner: string): boolean {
	return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

function readVersion(): string {
	const file = new URL('../package.json', import.meta.url);
	return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/**
 * Reads and checks the settings. Relative paths count from the folder the command was run in: package
 * managers change into the package and leave that folder in `INIT_CWD`.
 *
 * @throws ConfigError with one sentence per wrong setting
 */
export function readConfig(
	env: Record<string, string | undefined> = process.env,
	cwd: string = process.cwd(),
): Config {
	// An empty variable is how compose files and shells say "not set".
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = settings.safeParse(given);
	if (!parsed.success) {
		const sentences = parsed.error.issues.map((issue) => {
			const name = String(issue.path[0]);
			return `${name} ${issue.message}; it is ${JSON.stringify(given[name])}.`;
		});
		throw new ConfigError(sentences.join('\n'));
	}
	const from = given.INIT_CWD ?? cwd;
	const home = settle(resolve(from, parsed.data.TOOL_AUDIT_HOME));
	const data = settle(resolve(from, parsed.data.TOOL_AUDIT_DATA));
	if (contains(home, data) || contains(data, home)) {
		throw new ConfigError(
			`TOOL_AUDIT_HOME (${home}) and TOOL_AUDIT_DATA (${data}) must be two folders beside each other: one inside the other would mix people's files with accounts.`,
		);
	}
	return {
		host: parsed.data.HOST,
		port: Number(parsed.data.PORT),
		home,
		data,
		timeZone: parsed.data.TOOL_AUDIT_TIME_ZONE,
		url: parsed.data.TOOL_AUDIT_URL ? new URL(parsed.data.TOOL_AUDIT_URL) : undefined,
		logLevel: parsed.data.TOOL_AUDIT_LOG_LEVEL,
		version: readVersion(),
	};
}
