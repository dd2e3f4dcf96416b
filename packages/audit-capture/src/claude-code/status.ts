/** Whether Claude Code hands its calls over, and what keeps it from it. Only files are read; no program is started. */
import { statSync } from 'node:fs';
import { readHookConfig, type HookConfig } from '../hook/config.ts';
import { managedSettingsFiles, managedSettingsPath } from './managed-settings.ts';
import { AgentSettingsError } from './settings/errors.ts';
import { eventsOf } from './settings/hook-command.ts';
import {
	readHooks,
	type HookEntry,
	type HookEvent,
	type HooksView,
} from './settings/hooks-view.ts';
import { memberOf, scanJson, valueOf } from './settings/json-scan.ts';
import { readSettingsText, scopesOf, type Folders, type ScopeName } from './settings/scopes.ts';

export interface ConnectionStatus {
	scopes: ScopeStatus[];
	/** The logs that the programs of our entries write to, each once. */
	logs: LogPlace[];
	/** What keeps calls from being recorded, or some of them, in the order in which to look at it. */
	problems: Problem[];
}

export type LogPlace = Pick<HookConfig, 'home' | 'user'>;

export interface ScopeStatus {
	scope: ScopeName;
	path: string;
	/** Our entries in this scope, each once; empty when it is not connected. */
	runs: Run[];
}

/** What an entry of ours does. */
export type Run =
	{ kind: 'command'; node: string; script: string; config: string } | { kind: 'http'; url: string };

/** `path` is the settings file in which it stands. */
export type Problem =
	/** Claude Code may ignore this file; whether our entries are in it is not known. */
	| { code: 'unreadable'; path: string; reason: string }
	/** `disableAllHooks` */
	| { code: 'hooks-disabled'; path: string }
	/** `allowManagedHooksOnly` of the organization */
	| { code: 'managed-hooks-only'; path: string }
	| { code: 'node-missing'; path: string; node: string }
	| { code: 'script-missing'; path: string; script: string }
	/** The hook's config file is not there, or does not say whose log the calls belong to. */
	| { code: 'config-unusable'; path: string; config: string }
	/** Entries of an older version, or some were removed. */
	| { code: 'events-missing'; path: string; events: string[] }
	/** A matcher that people gave our entries. */
	| { code: 'only-some-tools'; path: string; events: string[] }
	/** Different entries hand each call over as often as there are entries. */
	| { code: 'several-commands'; runs: Run[] };

const STOPPING: ReadonlySet<Problem['code']> = new Set([
	...(['hooks-disabled', 'managed-hooks-only'] as const),
	...(['node-missing', 'script-missing', 'config-unusable'] as const),
]);

/** Whether no call is recorded by the entries that it is about. */
export function stopsAll({ code }: Problem): boolean {
	return STOPPING.has(code);
}

interface StatusOptions extends Folders {
	/** By default where this system has it. */
	managedPath?: string | undefined;
}

/** Reads all settings that decide about our hooks. What can't be read is named, and hides nothing else. */
export function readStatus({
	managedPath = managedSettingsPath(),
	...folders
}: StatusOptions): ConnectionStatus {
	const problems: Problem[] = [];
	for (const path of managedSettingsFiles(managedPath)) problems.push(...managedProblems(path));
	const scopes = scopesOf(folders).map(({ name, path }): ScopeStatus => {
		const found = readScope(path);
		problems.push(...found.problems);
		return { scope: name, path, runs: found.runs };
	});
	const runs = distinct(scopes.flatMap((scope) => scope.runs));
	if (runs.length > 1) problems.push({ code: 'several-commands', runs });
	const logs = distinct(runs.flatMap((run) => logOf(run) ?? []));
	return { scopes, logs, problems };
}

function readScope(path: string): { runs: Run[]; problems: Problem[] } {
	return reading(path, { runs: [], problems: [] }, (text) => {
		const view = readHooks(text);
		const runs = distinct(view.events.flatMap(oursIn).map(({ value }) => runOf(value)));
		const problems = runs.length > 0 ? [...missing(path, runs), ...gaps(path, view)] : [];
		return { runs, problems: [...switches(path, text, ['hooks-disabled']), ...problems] };
	});
}

function managedProblems(path: string): Problem[] {
	return reading(path, { problems: [] }, (text) => ({
		problems: switches(path, text, ['hooks-disabled', 'managed-hooks-only']),
	})).problems;
}

/** A file that does not exist is like one that says nothing. */
function reading<T extends { problems: Problem[] }>(
	path: string,
	nothing: T,
	read: (text: string) => T,
): T {
	try {
		const text = readSettingsText(path);
		return text === null ? nothing : read(text);
	} catch (error) {
		if (!(error instanceof AgentSettingsError)) throw error;
		const reason = error.message;
		return { ...nothing, problems: [{ code: 'unreadable', path, reason }] };
	}
}

const SWITCHES = {
	'hooks-disabled': 'disableAllHooks',
	'managed-hooks-only': 'allowManagedHooksOnly',
} as const;

function switches(path: string, text: string, codes: (keyof typeof SWITCHES)[]): Problem[] {
	const root = scanJson(text);
	return codes
		.filter((code) => {
			const node = memberOf(root, SWITCHES[code]);
			return node !== null && valueOf(text, node) === true;
		})
		.map((code) => ({ code, path }));
}

function missing(path: string, runs: readonly Run[]): Problem[] {
	return runs.flatMap((run): Problem[] => {
		if (run.kind === 'http') return [];
		const { node, script, config } = run;
		return [
			...(isFile(node) ? [] : [{ code: 'node-missing' as const, path, node }]),
			...(isFile(script) ? [] : [{ code: 'script-missing' as const, path, script }]),
			...(logOf(run) ? [] : [{ code: 'config-unusable' as const, path, config }]),
		];
	});
}

function gaps(path: string, { events }: HooksView): Problem[] {
	const ours = events.filter((event) => oursIn(event).length > 0);
	const named = new Set(ours.map(({ name }) => name));
	const [isPosted] = ours.flatMap(oursIn).map(({ value }) => runOf(value).kind === 'http');
	const wanted = eventsOf({ type: isPosted ? 'http' : 'command' });
	const absent = wanted.filter((name) => !named.has(name));
	const narrow = ours.filter(isForSomeTools).map(({ name }) => name);
	return [
		...(absent.length > 0 ? [{ code: 'events-missing' as const, path, events: absent }] : []),
		...(narrow.length > 0 ? [{ code: 'only-some-tools' as const, path, events: narrow }] : []),
	];
}

/** `""` and `"*"` mean all tools, as no matcher does. */
function isForSomeTools({ groups }: HookEvent): boolean {
	return groups
		.filter(({ entries }) => entries.some((entry) => entry.isOurs))
		.every(({ matcher }) => matcher !== undefined && matcher !== '' && matcher !== '*');
}

function oursIn({ groups }: HookEvent): HookEntry[] {
	return groups.flatMap(({ entries }) => entries.filter((entry) => entry.isOurs));
}

/** Of an entry of ours, in which people may have changed what does not make it ours. */
function runOf(entry: unknown): Run {
	const { command, args, url } = entry as { command?: unknown; args?: string[]; url?: string };
	if (url !== undefined) return { kind: 'http', url };
	const node = typeof command === 'string' ? command : '';
	const [script = '', , flag, config] = args ?? [];
	return { kind: 'command', node, script, config: (flag === '--config' && config) || '' };
}

/** Where a program of ours writes; `null` when it does not know. */
function logOf(run: Run): LogPlace | null {
	if (run.kind === 'http') return null;
	try {
		const { home, user } = readHookConfig(run.config);
		return { home, user };
	} catch {
		return null;
	}
}

function distinct<T>(values: readonly T[]): T[] {
	return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function isFile(path: string): boolean {
	try {
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
