/**
 * What stood in each settings file before our first entry, kept in our data folder. If this file is lost, removing our
 * entries still works, and only leaves or takes an empty object too much.
 */
import { makeOwnFolder, readWhole, writeWhole } from '@tool-audit/safe-files';
import { dirname } from 'node:path';
import type { Findings } from './findings.ts';

const BYTES_MAX = 1024 * 1024;

/** `undefined` when nothing was kept, or it can't be read. */
export function readFindings(file: string, settingsPath: string): Findings | undefined {
	try {
		return readAll(file).get(settingsPath);
	} catch {
		return undefined;
	}
}

/** `null` forgets them. */
export function keepFindings(file: string, settingsPath: string, findings: Findings | null): void {
	const all = readAll(file);
	if (!findings && !all.has(settingsPath)) return;
	if (findings) all.set(settingsPath, findings);
	else all.delete(settingsPath);
	makeOwnFolder(dirname(file));
	writeWhole(file, `${JSON.stringify(Object.fromEntries(all), null, '\t')}\n`);
}

/** A damaged file counts as lost. */
function readAll(file: string): Map<string, Findings> {
	const content = readWhole(file, BYTES_MAX)?.toString('utf8') ?? '{}';
	try {
		const all = Object.entries(JSON.parse(content) as object);
		return new Map(all.filter((entry): entry is [string, Findings] => isFindings(entry[1])));
	} catch {
		return new Map();
	}
}

function isFindings(value: unknown): value is Findings {
	if (typeof value !== 'object' || value === null) return false;
	const { root, hooks, events } = value as Record<string, unknown>;
	if (typeof events !== 'object' || events === null || Array.isArray(events)) return false;
	const isNullOrSpace = (space: unknown) => space === null || isSpace(space);
	return isNullOrSpace(root) && isNullOrSpace(hooks) && Object.values(events).every(isSpace);
}

/** It is written into settings again, so nothing but white space may be in it. */
function isSpace(value: unknown): boolean {
	return typeof value === 'string' && /^[ \t\r\n]*$/.test(value);
}
