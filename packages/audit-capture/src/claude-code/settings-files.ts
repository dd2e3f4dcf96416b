/**
 * Claude Code's settings on disk, and what a change of them would do. A plan is made first, so that a person can look at
 * it; `apply-settings.ts` makes the change.
 */
import { addHooks, findingsOf, removeHooks } from './settings-file.ts';
import { backupPathOf } from './settings/backup-path.ts';
import { diffLines, type DiffLine } from './settings/diff-lines.ts';
import { AgentSettingsError } from './settings/errors.ts';
import { readFindings } from './settings/findings-file.ts';
import type { Findings } from './settings/findings.ts';
import { hideValues } from './settings/hidden-values.ts';
import type { HookCommand } from './settings/hook-command.ts';
import {
	fileToChange,
	linkAt,
	readSettingsText,
	scopesOf,
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
	/** Without the values of others. */
	lines: DiffLine[];
	/** A copy of the file before our first entry; an older copy is never replaced. */
	backupPath: string;
	findingsFile: string;
	followLinks: boolean;
	/** To be noted when entries are added; `null` when nothing new is known, or entries are removed. */
	findings: Findings | null;
}

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
	const findings = readFindings(options.findingsFile, options.scope.path);
	return plan(options, (before) => ({
		after: addHooks(before, options.command, findings),
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
	const lines = hideValues(diffLines(before, after), before, after);
	const backupPath = backupPathOf(scope, findingsFile);
	return { scope, path, before, after, lines, backupPath, findingsFile, followLinks, findings };
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
