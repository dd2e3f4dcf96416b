/** Where Claude Code looks for settings, and what stands there. */
import { codeOf, readWhole, SafeFileError } from '@tool-audit/safe-files';
import { lstatSync, readlinkSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AgentSettingsError } from './errors.ts';

/** `user` is for all projects of a person, `project` for all people in a project, `local` for one person in it. */
export type ScopeName = 'user' | 'project' | 'local';

export interface Scope {
	name: ScopeName;
	/** Absolute path of the settings file. */
	path: string;
}

export interface Folders {
	/** Absolute path: `CLAUDE_CONFIG_DIR`, or `.claude` in the person's home. */
	claudeFolder: string;
	/** Absolute path; `null` without a project. */
	projectFolder: string | null;
}

/** Far above the size of any settings. */
const SETTINGS_BYTES_MAX = 4 * 1024 * 1024;

export function scopesOf({ claudeFolder, projectFolder }: Folders): Scope[] {
	const user: Scope = { name: 'user', path: join(claudeFolder, 'settings.json') };
	if (projectFolder === null) return [user];
	const folder = join(projectFolder, '.claude');
	return [
		user,
		{ name: 'project', path: join(folder, 'settings.json') },
		{ name: 'local', path: join(folder, 'settings.local.json') },
	];
}

/**
 * The text of a settings file; `null` when it does not exist. A link is followed.
 *
 * @throws AgentSettingsError `not-plain`, `too-large`, `not-text`, `unreachable`
 */
export function readSettingsText(path: string): string | null {
	let bytes: Buffer | null;
	try {
		bytes = readWhole(path, SETTINGS_BYTES_MAX);
	} catch (error) {
		if (error instanceof SafeFileError && error.code === 'too-large') {
			throw new AgentSettingsError(
				'too-large',
				`${path} has more than ${SETTINGS_BYTES_MAX} bytes.`,
			);
		}
		if (error instanceof SafeFileError || codeOf(error) === 'EISDIR') throw notPlain(path);
		throw unreachable(path, 'read', error);
	}
	try {
		return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch (cause) {
		const message = `${path} is not UTF-8 text. Correct it first.`;
		throw new AgentSettingsError('not-text', message, { cause });
	}
}

/**
 * The file that is changed when the settings at a path are changed: the path itself, or what links lead to, if the
 * caller allowed following them. A project can hold a link to any file of the person who opens it.
 *
 * @throws AgentSettingsError `link`, `not-plain`, `unreachable`
 */
export function fileToChange(path: string, followLinks: boolean): string {
	const link = linkAt(path);
	if (link && !link.exists) {
		throw new AgentSettingsError(
			'link',
			`${link.path} is a link to ${link.target}, which does not exist. Correct the link first.`,
		);
	}
	if (link && !followLinks) {
		throw new AgentSettingsError(
			'link',
			`${link.path} is a link to ${link.target}. Allow following links to change the file there.`,
		);
	}
	const stat = look(path, statSync);
	if (!stat) return link ? join(realpathSync(dirname(path)), basename(path)) : path;
	if (!stat.isFile() || stat.nlink > 1) throw notPlain(path);
	return link ? realpathSync(path) : path;
}

/** The settings file, or else its folder, if it is a link. */
export function linkAt(path: string): { path: string; target: string; exists: boolean } | null {
	for (const place of [path, dirname(path)]) {
		if (!look(place, lstatSync)?.isSymbolicLink()) continue;
		if (look(place, statSync)) return { path: place, target: realpathSync(place), exists: true };
		return { path: place, target: resolve(dirname(place), readlinkSync(place)), exists: false };
	}
	return null;
}

function look(path: string, stat: (path: string) => Stats): Stats | null {
	try {
		return stat(path);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		throw unreachable(path, 'read', error);
	}
}

function notPlain(path: string): AgentSettingsError {
	const message = `${path} is not a plain file, or it has a second hard link.`;
	return new AgentSettingsError('not-plain', message);
}

export function unreachable(path: string, verb: 'read' | 'written', cause: unknown) {
	const message = `${path} can't be ${verb} (${codeOf(cause)}). Check its permissions and those of its folder.`;
	return new AgentSettingsError('unreachable', message, { cause });
}
