import type { Json, JsonObject } from '@tool-audit/core';
import { withoutTruncationMark } from '@tool-audit/core/format';

/** The parts of args that are known from common kinds of tools. */
export interface ToolArgs {
	/** A shell command. */
	command?: { text: string; folder?: string };
	/** Pairs of an old and a new text. */
	edits: { before: string; after: string }[];
	/** Paths as they are written, in order, each once. */
	paths: string[];
}

const COMMAND_NAMES = ['command', 'cmd', 'script'];
const FOLDER_NAMES = ['cwd', 'workdir', 'working_directory', 'workingDirectory'];
const PATH_NAME =
	/^(?:path|paths|file|files|filename|file_?path|source|destination|from|to|target|directory|dir|uri)$/i;
const EDIT_NAMES: [before: string, after: string][] = [
	['oldText', 'newText'],
	['old_text', 'new_text'],
	['old_string', 'new_string'],
	['old_str', 'new_str'],
	['oldString', 'newString'],
];
const PATHS_MAX = 50;
const EDITS_MAX = 50;
const DEPTH_MAX = 4;

export function readToolArgs(args: Json | undefined): ToolArgs {
	const found: ToolArgs = { edits: [], paths: [] };
	if (!isObject(args)) return found;
	const command = commandOf(args);
	if (command) found.command = command;
	visit(args, found, 0);
	found.paths = [...new Set(found.paths)].slice(0, PATHS_MAX);
	return found;
}

function commandOf(args: JsonObject): ToolArgs['command'] {
	for (const name of COMMAND_NAMES) {
		const value = args[name];
		const text = Array.isArray(value) ? value.map(quoted).join(' ') : value;
		if (typeof text !== 'string' || text === '') continue;
		const folder = FOLDER_NAMES.map((one) => args[one]).find((one) => typeof one === 'string');
		return folder === undefined ? { text } : { text, folder };
	}
	return undefined;
}

/** A word of a command, quoted for a shell. */
function quoted(word: Json): string {
	const text = typeof word === 'string' ? word : JSON.stringify(word);
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function visit(value: Json, found: ToolArgs, depth: number): void {
	if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return;
	if (isObject(value)) {
		for (const [before, after] of EDIT_NAMES) {
			const [old, now] = [value[before], value[after]];
			if (typeof old !== 'string' || typeof now !== 'string') continue;
			if (found.edits.length < EDITS_MAX) found.edits.push({ before: old, after: now });
		}
	}
	for (const [name, inner] of Object.entries(value)) {
		if (!PATH_NAME.test(name)) visit(inner, found, depth + 1);
		else for (const one of Array.isArray(inner) ? inner : [inner]) addPath(one, found);
	}
}

function addPath(value: Json, found: ToolArgs): void {
	if (typeof value === 'string' && value !== '') found.paths.push(withoutTruncationMark(value));
}

function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The file of the Files panel that a path of a call refers to: the part after the user's folder, or the path itself if
 * it is relative, if there is such a file. Where that folder is on the agent's machine, and in which folder the agent
 * worked, is not known here.
 */
export function panelFileOf(
	path: string,
	user: string,
	files: ReadonlySet<string>,
): string | undefined {
	const steps = path.replace(/^file:\/\//, '').split('/');
	for (let at = steps.indexOf(user); at !== -1; at = steps.indexOf(user, at + 1)) {
		const rest = steps.slice(at + 1).join('/');
		if (files.has(rest)) return rest;
	}
	const relative = path.replace(/^\.\//, '');
	return files.has(relative) ? relative : undefined;
}
