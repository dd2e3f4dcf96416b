/** Changes of a JSON text at places; everything between them stays as it is. */
import type { JsonNode } from './json-scan.ts';
import { deeper, formatContainer, indentBefore, lineIndent, type Style } from './json-style.ts';

/** Replaces `text.slice(start, end)`. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

/** The edits must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
	let result = '';
	let at = 0;
	for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
		result += text.slice(at, edit.start) + edit.text;
		at = edit.end;
	}
	return result + text.slice(at);
}

/**
 * Adds children at the end of an object or array, laid out like its last child. Each child is formatted for the indent
 * of its line; `null` means that it stands on one line with others.
 */
export function appendChildren(
	text: string,
	style: Style,
	node: JsonNode,
	children: readonly ((indent: string | null) => string)[],
): Edit {
	const last = node.children.at(-1);
	if (!last) {
		const indent = style.isInline ? null : lineIndent(text, node.start);
		const parts = children.map((format) => format(deeper(style, indent)));
		const brackets = node.kind === 'array' ? '[]' : '{}';
		const filled = formatContainer(brackets, parts, style, indent);
		return { start: node.start, end: node.end, text: filled };
	}
	const indent = indentBefore(text, last.start);
	const separator = indent === null ? `,${style.space}` : `,${style.lineEnd}${indent}`;
	const added = children.map((format) => separator + format(indent)).join('');
	return { start: last.node.end, end: last.node.end, text: added };
}

/** Removes some children, each with its comma, and the space before it. At least one child must stay. */
export function removeChildren(node: JsonNode, isRemoved: (child: JsonNode) => boolean): Edit[] {
	const { children } = node;
	const firstKept = children.findIndex((child) => !isRemoved(child.node));
	const edits: Edit[] = [];
	if (firstKept > 0) {
		edits.push({ start: children[0]!.start, end: children[firstKept]!.start, text: '' });
	}
	for (let index = firstKept + 1; index < children.length; index++) {
		if (!isRemoved(children[index]!.node)) continue;
		edits.push({ start: children[index - 1]!.node.end, end: children[index]!.node.end, text: '' });
	}
	return edits;
}

/** Empties an object or array, but for white space. */
export function emptyNode(node: JsonNode, space: string): Edit {
	return { start: node.start + 1, end: node.end - 1, text: space };
}
