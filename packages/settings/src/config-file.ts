/**
 * The settings of one person on one machine, `config.json`: written when a home is made for them, and read by whatever
 * is started without a folder of its own, such as the hook of an agent.
 */
import { writeWhole } from '@tool-audit/safe-files';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import * as z from 'zod';
import { SettingsError } from './errors.ts';
import { timeZone } from './schemas.ts';

const folder = z.string().refine(isAbsolute, 'must be an absolute path');

/** Keys of a later version are kept when the file is written again. */
const schema = z.looseObject({
	/** Absolute path of the folder that holds one folder per user. */
	home: folder.optional(),
	/** Absolute path of the folder for accounts and indexes. */
	data: folder.optional(),
	/** Whose log is written and read when nothing else says it. */
	user: z.string().optional(),
	/** IANA name of the time zone that days are cut in. */
	timeZone: timeZone.optional(),
});
export type ConfigFile = z.infer<typeof schema>;

/**
 * The file's settings; none when there is no file.
 *
 * @throws SettingsError for a file that can't be read, with what is wrong
 */
export function readConfigFile(path: string): ConfigFile {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') return {};
		throw new SettingsError(`${path} can't be read (${code}). Check its permissions.`);
	}
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		throw new SettingsError(`${path} is not JSON. Mend it, or delete it to start without it.`);
	}
	const parsed = schema.safeParse(json);
	if (parsed.success) return parsed.data;
	const sentences = parsed.error.issues.map(({ path: key, message }) =>
		key.length > 0 ? `${key.join('.')} ${message}` : message,
	);
	throw new SettingsError(`${path}: ${sentences.join('; ')}.`);
}

/** Puts settings into the file, beside those that it has; whole or not at all, for its owner only. */
export function writeConfigFile(path: string, settings: ConfigFile): void {
	const merged = { ...readConfigFile(path), ...settings };
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	writeWhole(path, `${JSON.stringify(merged, null, '\t')}\n`);
}
