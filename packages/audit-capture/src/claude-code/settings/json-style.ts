/** How a JSON text is laid out, and new values laid out like it. */
import type { JsonNode } from './json-scan.ts';

export interface Style {
	lineEnd: string;
	/** One level of indent. */
	unit: string;
	/** What stands after a colon, and after a comma within a line. */
	space: string;
	/** Whether the text stands on one line. */
	isInline: boolean;
}

/** How Claude Code writes its settings, for a text that shows no style of its own. */
const UNIT = '  ';

export function styleOf(text: string, root: JsonNode): Style {
	const first = root.children[0];
	const indent = first && indentBefore(text, first.start);
	const gap = first && /:[ \t]*$/.exec(text.slice(first.start, first.node.start))?.[0];
	return {
		lineEnd: lineEndIn(text) ?? '\n',
		unit: indent?.slice(lineIndent(text, root.start).length) ?? UNIT,
		space: gap?.slice(1) ?? ' ',
		isInline: indent === null,
	};
}

/** The first one. */
export function lineEndIn(text: string): string | null {
	return /\r?\n/.exec(text)?.[0] ?? null;
}

/** The white space between the line's beginning and a place; `null` when anything else stands there. */
export function indentBefore(text: string, at: number): string | null {
	const indent = lineIndent(text, at);
	return lineStart(text, at) > 0 && lineStart(text, at) + indent.length === at ? indent : null;
}

/** The indent of the line that a place is on. */
export function lineIndent(text: string, at: number): string {
	return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))![0];
}

/** A line break never stands inside a JSON string, so the last one before a place begins its line. */
function lineStart(text: string, at: number): number {
	return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

/** A value as JSON. With an indent, it is that of the line on which the value begins; with `null`, one line. */
export function formatValue(value: unknown, style: Style, indent: string | null): string {
	if (Array.isArray(value)) {
		const items = value.map((item) => formatValue(item, style, deeper(style, indent)));
		return formatContainer('[]', items, style, indent);
	}
	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value).map(([name, member]) =>
			formatMember(name, member, style, deeper(style, indent)),
		);
		return formatContainer('{}', members, style, indent);
	}
	return JSON.stringify(value);
}

export function formatMember(
	name: string,
	value: unknown,
	style: Style,
	indent: string | null,
): string {
	return `${JSON.stringify(name)}:${style.space}${formatValue(value, style, indent)}`;
}

export function formatContainer(
	[open, close]: string,
	children: readonly string[],
	style: Style,
	indent: string | null,
): string {
	const inner = deeper(style, indent);
	if (children.length === 0) return `${open}${close}`;
	if (indent === null || inner === null) {
		return `${open}${children.join(`,${style.space}`)}${close}`;
	}
	const lines = children.join(`,${style.lineEnd}${inner}`);
	return `${open}${style.lineEnd}${inner}${lines}${style.lineEnd}${indent}${close}`;
}

export function deeper(style: Style, indent: string | null): string | null {
	return indent === null ? null : indent + style.unit;
}
