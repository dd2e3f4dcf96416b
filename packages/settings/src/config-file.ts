/**
 * The settings of one person on one machine, `config.json`. It is written when the default home is first used, and read
 * by programs that are started from any folder, such as an agent's hook.
 */
import {
	codeOf,
	makeOwnFolder,
	readWhole,
	SafeFileError,
	writeWhole,
} from '@tool-audit/safe-files';
import { dirname, isAbsolute } from 'node:path';
import * as z from 'zod';
import { SettingsError } from './errors.ts';
import { settle } from './folders.ts';
import { text, timeZone } from './schemas.ts';

const CONFIG_BYTES_MAX = 1024 * 1024;
const NO_FILE = ['ENOENT', 'ENOTDIR'];

const folder = text.refine(isAbsolute, 'must be an absolute path');

/** Keys of a later version are kept when the file is written again. */
const fields = {
	/** Absolute path of the folder that holds one folder per user. */
	home: folder.optional(),
	/** Absolute path of the folder for accounts and indexes. */
	data: folder.optional(),
	/** The user whose log is used by default. */
	user: text.optional(),
	/** IANA name of the time zone that determines the days. */
	timeZone: timeZone.optional(),
	/** Path of the file of redaction words, relative to the folder of this file. */
	redact: text.optional(),
};
const schema = z.looseObject(fields, 'must be one JSON object');
export type ConfigFile = z.infer<typeof schema>;

/**
 * The file's settings; empty when the file does not exist.
 *
 * @throws SettingsError for a file that can't be read, with what is wrong
 */
export function readConfigFile(path: string): ConfigFile {
	const content = readContent(path);
	if (content === null) return {};
	let json: unknown;
	try {
		json = JSON.parse(content);
	} catch {
		throw new SettingsError(`${path} is not JSON. Correct it, or delete it to start without it.`);
	}
	const parsed = schema.safeParse(json);
	if (parsed.success) return parsed.data;
	const sentences = parsed.error.issues.map(({ path: key, message }) =>
		key.length > 0 ? `${key.join('.')} ${message}` : `it ${message}`,
	);
	throw new SettingsError(`${path}: ${sentences.join('; ')}.`);
}

/** A sentence about keys that no setting has: a misspelt one must not be ignored unseen. */
export function remarksOn(path: string, config: ConfigFile): string[] {
	const unknown = Object.keys(config).filter((key) => !Object.hasOwn(fields, key));
	if (unknown.length === 0) return [];
	const named = unknown.map((key) => JSON.stringify(key)).join(', ');
	return [`${path}: nothing reads ${named}. Settings are ${Object.keys(fields).join(', ')}.`];
}

/** Merges settings into the file, completely or not at all, readable by its owner only. */
export function writeConfigFile(path: string, settings: ConfigFile): void {
	const merged = { ...readConfigFile(path), ...settings };
	makeOwnFolder(dirname(path));
	// A link is kept: people store such files elsewhere, under version control.
	writeWhole(settle(path), `${JSON.stringify(merged, null, '\t')}\n`);
}

/** `null` when the file does not exist. */
function readContent(path: string): string | null {
	try {
		return readWhole(path, CONFIG_BYTES_MAX)?.toString('utf8') ?? null;
	} catch (error) {
		if (NO_FILE.includes(codeOf(error))) return null;
		if (!(error instanceof SafeFileError)) {
			throw new SettingsError(`${path} can't be read (${codeOf(error)}). Check its permissions.`);
		}
		throw new SettingsError(
			error.code === 'too-large'
				? `${path} has more than ${CONFIG_BYTES_MAX} bytes. Correct it, or delete it to start without it.`
				: `${path} is not a file. Delete it to start without it.`,
		);
	}
}
