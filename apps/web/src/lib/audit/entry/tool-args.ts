import type { Json, JsonObject } from '@tool-audit/core';

/** What the names of arguments tell about their values, for common kinds of tools. */

const PATH_NAME =
	/^(?:path|paths|file|files|filename|file_?path|notebook_?path|source|destination|from|to|target|directory|dir|uri)$/i;
const EDIT_NAMES: [before: string, after: string][] = [
	['oldText', 'newText'],
	['old_text', 'new_text'],
	['old_string', 'new_string'],
	['old_str', 'new_str'],
	['oldString', 'newString'],
];
/** What a call does is in one of these, the first that it has. */
const MAIN_NAMES = ['command', 'cmd', 'script', 'code', 'sql', 'query', 'patch', 'diff'];

export const isPathName = (name: string): boolean => PATH_NAME.test(name);
export const isPatchName = (name: string): boolean => /^(?:patch|diff)$/i.test(name);

/** The argument that says most about a call; `undefined` if no name is known. A list of words is one command. */
export function mainArgument(args: Json | undefined): { name: string; text: string } | undefined {
	if (typeof args !== 'object' || args === null || Array.isArray(args)) return undefined;
	for (const name of MAIN_NAMES) {
		const value = Object.hasOwn(args, name) ? args[name] : undefined;
		const text = Array.isArray(value) ? value.map(quoted).join(' ') : value;
		if (typeof text === 'string' && text !== '') return { name, text };
	}
	return undefined;
}

/** A word of a command, quoted for a shell. */
function quoted(word: Json): string {
	const text = typeof word === 'string' ? word : JSON.stringify(word);
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

interface Edit {
	beforeName: string;
	afterName: string;
	before: string;
	after: string;
}

/** The old and the new text that an object has, under the names that tools give to them. */
export function editOf(value: JsonObject | Json[]): Edit | undefined {
	if (Array.isArray(value)) return undefined;
	for (const [beforeName, afterName] of EDIT_NAMES) {
		const [before, after] = [value[beforeName], value[afterName]];
		if (typeof before === 'string' && typeof after === 'string') {
			return { beforeName, afterName, before, after };
		}
	}
	return undefined;
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
