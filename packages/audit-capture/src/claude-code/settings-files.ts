/**
 * Claude Code's settings on disk: what a change would do, and the change.
 *
 * A plan is made first, so that a person can look at it. Applying it replaces the whole file by a rename, and refuses
 * when the file is not the one any more that the plan was made for. Between that check and the rename a change by
 * another program would be lost; that is a matter of microseconds, and Claude Code offers no lock.
 */
import { replaceWhole, writeWhole } from '@tool-audit/safe-files';
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { addHooks, findingsOf, removeHooks } from './settings-file.ts';
import { diffLines, type DiffLine } from './settings/diff-lines.ts';
import { AgentSettingsError } from './settings/errors.ts';
import { keepFindings, readFindings } from './settings/findings-file.ts';
import type { Findings } from './settings/findings.ts';
import type { HookCommand } from './settings/hook-command.ts';
import {
	fileToChange,
	linkAt,
	readSettingsText,
	scopesOf,
	unreachable,
	type Folders,
	type Scope,
} from './settings/scopes.ts';

export interface ScopeContent {
	scope: Scope;
	/** `null` when there is no file, or it can't be read. */
	text: string | null;
	/** What the file, or its folder, leads to if it is a link. */
	linkTarget: string | null;
	/** Why the file can't be read. */
	error: AgentSettingsError | null;
}

interface PlanOptions {
	scope: Scope;
	/** Absolute path of the file in our data folder that keeps what stood in settings before our entries. */
	findingsFile: string;
	/** Whether a link may be followed, and the file that it leads to changed. */
	followLinks?: boolean;
}

/** A change of one settings file. Nothing is to be done when `before` and `after` are equal. */
export interface SettingsPlan {
	scope: Scope;
	/** The file that is changed: that of the scope, or what its link leads to. */
	path: string;
	/** `null` when there is no file. */
	before: string | null;
	/** `null` when the file is to be deleted. */
	after: string | null;
	lines: DiffLine[];
	/** A copy of the file before our first entry; an older copy is never replaced. */
	backupPath: string;
	findingsFile: string;
	followLinks: boolean;
	/** To be kept when entries are added; `null` when nothing new is known. */
	findings: Findings | null;
}

/** What became of the backup: `none` when there was no file to copy, or entries of ours were in it already. */
export interface Applied {
	backup: 'made' | 'kept' | 'removed' | 'none';
}

const BACKUP_SUFFIX = '.tool-audit-backup';

/** All settings files of a person, and those of a project. */
export function readScopes(folders: Folders): ScopeContent[] {
	return scopesOf(folders).map((scope) => {
		try {
			const linkTarget = linkAt(scope.path)?.target ?? null;
			return { scope, text: readSettingsText(scope.path), linkTarget, error: null };
		} catch (error) {
			if (!(error instanceof AgentSettingsError)) throw error;
			return { scope, text: null, linkTarget: null, error };
		}
	});
}

/**
 * What adding our hooks to a scope would change.
 *
 * @throws AgentSettingsError when the file can't be read, is not to be followed, or can't be changed without harm
 */
export function planInstall(options: PlanOptions & { command: HookCommand }): SettingsPlan {
	return plan(options, (before) => ({
		after: addHooks(before, options.command),
		findings: findingsOf(before),
	}));
}

/**
 * What removing our hooks from a scope would change.
 *
 * @throws AgentSettingsError as `planInstall` does
 */
export function planUninstall(options: PlanOptions): SettingsPlan {
	const findings = readFindings(options.findingsFile, options.scope.path);
	return plan(options, (before) => ({
		after: before === null ? null : removeHooks(before, findings),
		findings: null,
	}));
}

function plan(
	{ scope, findingsFile, followLinks = false }: PlanOptions,
	change: (before: string | null) => { after: string | null; findings: Findings | null },
): SettingsPlan {
	const path = fileToChange(scope.path, followLinks);
	const before = readSettingsText(path);
	const { after, findings } = naming(path, () => change(before));
	const lines = diffLines(before, after);
	const backupPath = scope.path + BACKUP_SUFFIX;
	return { scope, path, before, after, lines, backupPath, findingsFile, followLinks, findings };
}

/**
 * Adds our hooks as planned. A missing folder is created. The first time, the file before is copied beside it; that
 * copy is kept by all later installs, even when people have changed the file since.
 *
 * @throws AgentSettingsError `changed`, `unreachable`
 */
export function applyInstall(plan: SettingsPlan): Applied {
	checkUnchanged(plan);
	const { scope, path, before, after, findings } = plan;
	if (after === before || after === null)
		return { backup: exists(plan.backupPath) ? 'kept' : 'none' };
	return writing(scope.path, () => {
		makeFolder(plan);
		const backup = makeBackup(plan);
		if (findings) keepFindings(plan.findingsFile, scope.path, findings);
		replaceWhole(path, after);
		return { backup };
	});
}

/**
 * Removes our hooks as planned. The copy beside the file goes if the file is equal to it again, and stays otherwise.
 *
 * @throws AgentSettingsError `changed`, `unreachable`
 */
export function applyUninstall(plan: SettingsPlan): Applied {
	checkUnchanged(plan);
	const { scope, path, before, after, backupPath, findingsFile } = plan;
	return writing(scope.path, () => {
		if (after === null) rmSync(path, { force: true });
		else if (after !== before) replaceWhole(path, after);
		keepFindings(findingsFile, scope.path, null);
		if (!exists(backupPath)) return { backup: 'none' };
		if (after === null || readSettingsText(backupPath) !== after) return { backup: 'kept' };
		rmSync(backupPath);
		return { backup: 'removed' };
	});
}

/** Only the last folder of a project: a project that does not exist is a mistake in its path. */
function makeFolder({ scope, path }: SettingsPlan): void {
	const folder = dirname(path);
	if (scope.name === 'user') mkdirSync(folder, { recursive: true, mode: 0o700 });
	else if (!exists(folder)) mkdirSync(folder);
}

function makeBackup({ backupPath, before, findings }: SettingsPlan): Applied['backup'] {
	if (exists(backupPath)) return 'kept';
	if (before === null || findings === null) return 'none';
	writeWhole(backupPath, before);
	return 'made';
}

function checkUnchanged({ scope, path, before, followLinks }: SettingsPlan): void {
	if (fileToChange(scope.path, followLinks) === path && readSettingsText(path) === before) return;
	throw new AgentSettingsError(
		'changed',
		`${path} has changed in the meantime. Nothing was written. Look at the change again.`,
	);
}

/** Refusals of a text don't know its path. */
function naming<T>(path: string, change: () => T): T {
	try {
		return change();
	} catch (error) {
		if (!(error instanceof AgentSettingsError)) throw error;
		throw new AgentSettingsError(error.code, `${path} was not changed. ${error.message}`, {
			cause: error,
		});
	}
}

function writing<T>(path: string, write: () => T): T {
	try {
		return write();
	} catch (error) {
		if (error instanceof AgentSettingsError) throw error;
		throw unreachable(path, 'written', error);
	}
}

function exists(path: string): boolean {
	return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
