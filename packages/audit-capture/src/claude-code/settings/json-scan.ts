/**
 * Where each value of a JSON text stands. `JSON.parse` alone would do to read a file, but not to change one part of it
 * and leave the others as they are, byte for byte: numbers lose digits, escapes their spelling, and lines their indents.
 */
import { AgentSettingsError, type AgentSettingsErrorCode } from './errors.ts';

/** No settings file is nested so deeply, and the scan calls itself for each level. */
const DEPTH_MAX = 200;

/** A value: `text.slice(start, end)`. */
export interface JsonNode {
	kind: 'object' | 'array' | 'scalar';
	start: number;
	end: number;
	/** The members of an object or the items of an array, in the order of the file. */
	children: JsonChild[];
}

export interface JsonChild {
	/** Unescaped; empty in an array. */
	name: string;
	/** Where the name begins, or the item. The child ends where its node ends. */
	start: number;
	node: JsonNode;
}

const BYTE_ORDER_MARK = '\ufeff';
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Scans one JSON value with white space around it. A byte order mark is accepted, because Claude Code accepts it.
 *
 * @throws AgentSettingsError `not-json`, `name-twice`, with line and column
 */
export function scanJson(text: string): JsonNode {
	let at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
	skipSpace();
	const root = scanValue(0);
	skipSpace();
	if (at < text.length) throw unexpected();
	return root;

	function scanValue(depth: number): JsonNode {
		if (depth > DEPTH_MAX) throw notJson(`it is nested more than ${DEPTH_MAX} levels deep`);
		const start = at;
		if (text[at] === '{') return { kind: 'object', start, children: scanMembers(depth), end: at };
		if (text[at] === '[') return { kind: 'array', start, children: scanItems(depth), end: at };
		if (text[at] === '"') skipString();
		else if (!skip(SCALAR)) throw unexpected();
		return { kind: 'scalar', start, children: [], end: at };
	}

	function scanMembers(depth: number): JsonChild[] {
		const names = new Set<string>();
		return scanChildren('}', () => {
			const start = at;
			if (text[at] !== '"') throw unexpected('a name in double quotes');
			skipString();
			const name = JSON.parse(text.slice(start, at)) as string;
			if (names.has(name)) throw nameTwice(name, start);
			names.add(name);
			skipSpace();
			if (text[at] !== ':') throw unexpected('a colon');
			at++;
			skipSpace();
			return { name, start, node: scanValue(depth + 1) };
		});
	}

	function scanItems(depth: number): JsonChild[] {
		return scanChildren(']', () => ({ name: '', start: at, node: scanValue(depth + 1) }));
	}

	function scanChildren(close: string, scanChild: () => JsonChild): JsonChild[] {
		const children: JsonChild[] = [];
		at++;
		skipSpace();
		while (text[at] !== close) {
			if (children.length > 0) {
				if (text[at] !== ',') throw unexpected(`a comma or ${close}`);
				const comma = at++;
				skipSpace();
				if (text[at] === close) throw notJson('a comma with nothing after it', comma);
			}
			children.push(scanChild());
			skipSpace();
		}
		at++;
		return children;
	}

	function skipString(): void {
		const start = at++;
		while (text[at] !== '"') {
			if (at >= text.length) throw notJson('a string without its closing quote', start);
			if (text[at] === '\\') {
				if (!skip(ESCAPE)) throw notJson('an escape that JSON does not have');
			} else {
				if (text[at]! < ' ') throw notJson('a line break or control character inside a string');
				at++;
			}
		}
		at++;
	}

	function skipSpace(): void {
		while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
	}

	function skip(pattern: RegExp): boolean {
		pattern.lastIndex = at;
		const length = pattern.exec(text)?.[0].length ?? 0;
		at += length;
		return length > 0;
	}

	function unexpected(wanted?: string): AgentSettingsError {
		const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
		if (at >= text.length) return notJson(text.trim() ? 'it ends too early' : 'it is empty');
		if (found === '/' || found === '#') return notJson('a comment');
		const instead = wanted ? ` instead of ${wanted}` : '';
		return notJson(`${JSON.stringify(found)}${instead}`);
	}

	function notJson(what: string, where = at): AgentSettingsError {
		return refused('not-json', `It is not valid JSON: ${what}`, where);
	}

	function nameTwice(name: string, where: number): AgentSettingsError {
		const what = `The name ${JSON.stringify(name)} stands twice in one object, the second time`;
		return refused('name-twice', what, where);
	}

	function refused(code: AgentSettingsErrorCode, what: string, where: number): AgentSettingsError {
		return new AgentSettingsError(code, `${what}, ${placeOf(text, where)}. Correct it first.`);
	}
}

/** Lines and columns count from 1, and a byte order mark is not a column. */
function placeOf(text: string, at: number): string {
	const before = text.slice(0, at).replace(BYTE_ORDER_MARK, '');
	const lines = before.split(/\r\n|\n|\r/);
	return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}

export function memberOf(node: JsonNode, name: string): JsonNode | null {
	if (node.kind !== 'object') return null;
	return node.children.find((child) => child.name === name)?.node ?? null;
}

/** The value as `JSON.parse` gives it. */
export function valueOf(text: string, node: JsonNode): unknown {
	return JSON.parse(text.slice(node.start, node.end));
}
