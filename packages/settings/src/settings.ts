/**
 * The settings, in order of precedence: flags, environment, config file, a folder `home` that holds logs, defaults
 * (docs/decisions/2026-11-28-where-things-are-kept.md). They are read once and passed to the code that needs them.
 */
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { readConfigFile, remarksOn, type ConfigFile } from './config-file.ts';
import { SettingsError } from './errors.ts';
import {
	configFilePath,
	contains,
	dataBeside,
	holdsLogs,
	personalFolder,
	settle,
	shareFolder,
} from './folders.ts';
import * as schemas from './schemas.ts';

/** Everything that can be configured. */
export interface Settings {
	host: string;
	port: number;
	/** Absolute path of the folder that holds one folder per user. */
	home: string;
	homeSource: Source;
	/** Absolute path of the folder for accounts and indexes. */
	data: string;
	/** The user whose log is used by default. */
	user: string | undefined;
	/** IANA name of the time zone that determines the days. */
	timeZone: string;
	/** The same, if it was set; `undefined` for that of the machine. */
	givenTimeZone: string | undefined;
	/** Absolute path of the file of redaction words; `undefined` when there are only the built-in ones. */
	redact: string | undefined;
	/** Absolute path of Claude Code's own folder, with its settings and its history. */
	claudeFolder: string;
	/** Public address behind a proxy; `undefined` without a proxy. */
	url: URL | undefined;
	/** Origins of the browser apps that may call the server with an API key, such as `https://app.example.com`. */
	corsOrigins: string[];
	logLevel: schemas.LogLevel | undefined;
	/** Path of the config file, which may not exist yet; `null` when config files are turned off. */
	configFile: string | null;
	/** The config file that agents read: the same, or the default one where config files are turned off. */
	agentConfigFile: string;
	/** Sentences about what the config file holds and nothing reads. */
	remarks: string[];
	/** Sentences about names that a server still reads and that will go. */
	deprecations: string[];
}

/** What determined the folder of the logs; `folder` is a `home` with logs in the current folder. */
export type Source = 'flag' | 'environment' | 'config file' | 'folder' | 'default';

/** Values as typed on the command line. */
export interface Flags {
	home?: string | undefined;
	data?: string | undefined;
	host?: string | undefined;
	port?: string | undefined;
	publicUrl?: string | undefined;
	/** The former name of `publicUrl`. */
	url?: string | undefined;
	corsOrigins?: string | undefined;
	timeZone?: string | undefined;
	redact?: string | undefined;
	logLevel?: string | undefined;
}

export interface Surroundings {
	flags?: Flags;
	env: Record<string, string | undefined>;
	/** Folder that relative paths are resolved against. */
	cwd: string;
	/**
	 * False for a program that is not the server: for it TOOL_AUDIT_URL is the address of a server that it calls. True by
	 * default.
	 */
	isServer?: boolean;
}

/** Turns the config file off, for a program that runs from a clone of the project. */
const NO_CONFIG_FILE = 'none';

const VARIABLES = {
	host: 'HOST',
	port: 'PORT',
	home: 'TOOL_AUDIT_HOME',
	data: 'TOOL_AUDIT_DATA',
	timeZone: 'TOOL_AUDIT_TIME_ZONE',
	redact: 'TOOL_AUDIT_REDACT',
	publicUrl: 'TOOL_AUDIT_PUBLIC_URL',
	url: 'TOOL_AUDIT_URL',
	corsOrigins: 'TOOL_AUDIT_CORS_ORIGINS',
	logLevel: 'TOOL_AUDIT_LOG_LEVEL',
} as const satisfies Record<keyof Flags, string>;

const FLAGS = {
	host: '--host',
	port: '--port',
	home: '--home',
	data: '--data',
	timeZone: '--time-zone',
	redact: '--redact',
	publicUrl: '--public-url',
	url: '--url',
	corsOrigins: '--cors-origins',
	logLevel: '--log-level',
} as const satisfies Record<keyof Flags, string>;

const schema = z.object({
	host: schemas.host.default('127.0.0.1'),
	port: schemas.port.default('8321'),
	timeZone: schemas.timeZone.default(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
	publicUrl: schemas.url.optional(),
	url: schemas.url.optional(),
	corsOrigins: schemas.corsOrigins.default([]),
	logLevel: schemas.logLevel.optional(),
});

/**
 * Reads and checks the settings. Relative paths are resolved against the folder the command was run in: package
 * managers change into the package's folder and store the original one in `INIT_CWD`.
 *
 * @throws SettingsError with one sentence per wrong setting
 */
export function readSettings({
	flags = {},
	env: all,
	cwd,
	isServer = true,
}: Surroundings): Settings {
	// In compose files and shells an empty variable means "not set".
	const set = Object.entries(all).filter(([, value]) => value);
	const env = Object.fromEntries(set.filter(([name]) => isServer || name !== VARIABLES.url));
	const from = env['INIT_CWD'] ?? cwd;
	const configFile = findConfigFile(env, from);
	const config = configFile === null ? {} : readConfigFile(configFile);
	const given = (name: keyof Flags) => flags[name] ?? env[VARIABLES[name]];
	const parsed = schema.safeParse({
		host: given('host'),
		port: given('port'),
		timeZone: given('timeZone') ?? config.timeZone,
		publicUrl: given('publicUrl'),
		// With the new name there, this one is the address of a client.
		url: given('publicUrl') === undefined ? given('url') : undefined,
		corsOrigins: given('corsOrigins'),
		logLevel: given('logLevel'),
	});
	if (!parsed.success) {
		const sentences = parsed.error.issues.map((issue) => {
			const name = issue.path[0] as keyof Flags;
			const where = flags[name] === undefined ? VARIABLES[name] : FLAGS[name];
			return `${where} ${issue.message}; it is ${JSON.stringify(given(name))}.`;
		});
		throw new SettingsError(sentences.join('\n'));
	}
	const { host, port, timeZone, publicUrl = parsed.data.url, corsOrigins, logLevel } = parsed.data;
	return {
		host,
		timeZone,
		corsOrigins,
		givenTimeZone: given('timeZone') ?? config.timeZone,
		logLevel,
		...findFolders({ flags, env, config, from }),
		redact: findRedact(configFile, { flags, env, config, from }),
		port: Number(port),
		claudeFolder: resolve(from, env['CLAUDE_CONFIG_DIR'] ?? join(personalFolder(env), '.claude')),
		url: publicUrl ? new URL(publicUrl) : undefined,
		user: config.user,
		configFile,
		agentConfigFile: configFile ?? configFilePath(env),
		remarks: configFile === null ? [] : remarksOn(configFile, config),
		deprecations: deprecationsOf({ flags, env }),
	};
}

/** The public address has a new name, because `TOOL_AUDIT_URL` is also what a client calls. */
function deprecationsOf({ flags, env }: Pick<Sources, 'flags' | 'env'>): string[] {
	const nameOf = (name: 'url' | 'publicUrl') =>
		flags[name] === undefined ? VARIABLES[name] : FLAGS[name];
	const valueOf = (name: 'url' | 'publicUrl') => flags[name] ?? env[VARIABLES[name]];
	const [old, current] = [valueOf('url'), valueOf('publicUrl')];
	if (old === undefined || old === current) return [];
	if (current !== undefined) {
		return [
			`${nameOf('url')} (${JSON.stringify(old)}) is ignored: the public address is that of ${nameOf('publicUrl')}, ${JSON.stringify(current)}.`,
		];
	}
	return flags.url === undefined
		? [
				'TOOL_AUDIT_URL is deprecated as the public address of the server: use TOOL_AUDIT_PUBLIC_URL.',
			]
		: ['--url is deprecated: use --public-url.'];
}

function findConfigFile(env: Record<string, string | undefined>, from: string): string | null {
	const named = env['TOOL_AUDIT_CONFIG'];
	return named === NO_CONFIG_FILE ? null : resolve(from, named ?? configFilePath(env));
}

interface Sources {
	flags: Flags;
	env: Record<string, string | undefined>;
	config: ConfigFile;
	from: string;
}

function findFolders(sources: Sources): Pick<Settings, 'home' | 'homeSource' | 'data'> {
	const { flags, env, config, from } = sources;
	const [homeSource, homePath] = findHome(sources);
	const home = settle(resolve(from, homePath));
	// A home that was set has its own data folder, whatever the current folder is: another one may hold other accounts.
	const isOwn = homeSource === 'config file' || homeSource === 'default';
	const dataPath =
		flags.data ??
		env[VARIABLES.data] ??
		(isOwn ? (config.data ?? join(shareFolder(env), 'data')) : dataBeside(home));
	const data = settle(resolve(from, dataPath));
	if (contains(home, data) || contains(data, home)) {
		throw new SettingsError(
			`TOOL_AUDIT_HOME (${home}) and TOOL_AUDIT_DATA (${data}) must be two folders beside each other, not one inside the other: that would mix people's files with accounts.`,
		);
	}
	return { home, homeSource, data };
}

function findRedact(
	configFile: string | null,
	{ flags, env, config, from }: Sources,
): string | undefined {
	const given = flags.redact ?? env[VARIABLES.redact];
	if (given !== undefined) return resolve(from, given);
	if (configFile === null || config.redact === undefined) return undefined;
	// What an agent starts runs in any folder.
	return resolve(dirname(configFile), config.redact);
}

function findHome({ flags, env, config, from }: Sources): [Source, string] {
	if (flags.home !== undefined) return ['flag', flags.home];
	const variable = env[VARIABLES.home];
	if (variable !== undefined) return ['environment', variable];
	if (config.home !== undefined) return ['config file', config.home];
	if (holdsLogs(resolve(from, 'home'))) return ['folder', './home'];
	return ['default', join(shareFolder(env), 'home')];
}
