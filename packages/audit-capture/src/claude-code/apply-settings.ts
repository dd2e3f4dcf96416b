/**
 * Makes a planned change of Claude Code's settings.
 *
 * The whole file is replaced by a rename, and only if it is still the one that the plan was made for. Between that check
 * and the rename a change by another program would be lost; that is a matter of microseconds, and Claude Code offers no
 * lock.
 */
import { codeOf, makeOwnFolder, replaceWhole, writeWhole } from '@tool-audit/safe-files';
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SettingsPlan } from './settings-files.ts';
import { AgentSettingsError } from './settings/errors.ts';
import { keepFindings } from './settings/findings-file.ts';
import { fileToChange, readSettingsText, unreachable } from './settings/scopes.ts';

/** What became of the backup: `none` when there was no file to copy, or entries of ours were in it already. */
export interface Applied {
	backup: 'made' | 'kept' | 'removed' | 'none';
}

/**
 * Adds our hooks as planned. A missing folder is created. The first time, the file before is copied; that
 * copy is kept by all later installs, even when people have changed the file since.
 *
 * @throws AgentSettingsError `changed`, `unreachable`
 */
export function applyInstall(plan: SettingsPlan): Applied {
	checkUnchanged(plan);
	const { path, before, after, backupPath } = plan;
	if (after === before || after === null) return { backup: exists(backupPath) ? 'kept' : 'none' };
	writing(path, () => makeFolder(plan));
	const backup = writing(backupPath, () => makeBackup(plan));
	if (plan.findings) noteFindings(plan);
	writing(path, () => replaceWhole(path, after));
	return { backup };
}

/**
 * Removes our hooks as planned. The copy goes if the file is equal to it again, and stays otherwise.
 *
 * @throws AgentSettingsError `changed`, `unreachable`
 */
export function applyUninstall(plan: SettingsPlan): Applied {
	checkUnchanged(plan);
	const { path, before, after } = plan;
	if (after === null) writing(path, () => rmSync(path, { force: true }));
	else if (after !== before) writing(path, () => replaceWhole(path, after));
	noteFindings(plan);
	return { backup: writing(plan.backupPath, () => dropBackup(plan)) };
}

function noteFindings({ findingsFile, scope, findings }: SettingsPlan): void {
	writing(findingsFile, () => keepFindings(findingsFile, scope.path, findings));
}

/** Only the last folder of a project: a project that does not exist is a mistake in its path. */
function makeFolder({ scope, path }: SettingsPlan): void {
	const folder = dirname(path);
	if (scope.name === 'user') makeOwnFolder(folder);
	else if (!exists(folder)) mkdirSync(folder);
}

function makeBackup({ backupPath, before, findings }: SettingsPlan): Applied['backup'] {
	if (exists(backupPath)) return 'kept';
	if (before === null || findings === null) return 'none';
	makeOwnFolder(dirname(backupPath));
	writeWhole(backupPath, before);
	return 'made';
}

function dropBackup({ backupPath, after }: SettingsPlan): Applied['backup'] {
	if (!exists(backupPath)) return 'none';
	if (after === null || readSettingsText(backupPath) !== after) return 'kept';
	rmSync(backupPath);
	return 'removed';
}

function checkUnchanged({ scope, path, before, followLinks }: SettingsPlan): void {
	if (fileToChange(scope.path, followLinks) === path && readSettingsText(path) === before) return;
	throw new AgentSettingsError(
		'changed',
		`${path} has changed in the meantime. Nothing was written. Look at the change again.`,
	);
}

function writing<T>(path: string, write: () => T): T {
	try {
		return write();
	} catch (error) {
		if (codeOf(error) === '' || error instanceof AgentSettingsError) throw error;
		throw unreachable(path, 'written', error);
	}
}

function exists(path: string): boolean {
	return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
