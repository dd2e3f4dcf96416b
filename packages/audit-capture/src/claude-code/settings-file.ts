/**
 * Adds our hooks to the text of Claude Code's settings, and removes them. Everything else stays byte for byte.
 *
 * What is added is laid out like the file. Removing finds our entries by what they run, not by place, so people and
 * Claude Code may change the file in between. Objects and arrays that are empty then go as well if they came with our
 * entries. The text alone does not tell that (`"hooks": {}` may have been there before), so `findings` notes it before
 * the first entry is added, and the caller keeps it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Findings } from './settings/findings.ts';
import { eventsOf, HOOK_EVENTS, type HookCommand } from './settings/hook-command.ts';
import { hasOurs, readHooks, type HookEvent, type HooksView } from './settings/hooks-view.ts';
import {
	appendChildren,
	applyEdits,
	emptyNode,
	removeChildren,
	type Edit,
} from './settings/json-edit.ts';
import type { JsonNode } from './settings/json-scan.ts';
import {
	formatMember,
	formatValue,
	indentBefore,
	lineEndIn,
	lineIndent,
	styleOf,
	type Style,
} from './settings/json-style.ts';

/** The settings of a folder that has none. */
const NEW_FILE = '{}\n';
const NO_FILE: Findings = { root: null, hooks: null, events: {} };
/** Without a note, an empty file stays, and all else that our entries leave empty goes. */
const UNKNOWN: Findings = { root: '', hooks: null, events: {} };

/**
 * The settings with our entry for each event of the command. Entries of ours that are there already, also for other events,
 * are replaced in their places, unless they post instead of running a program or the other way round; groups and matchers around them stay. Adding the same command again changes nothing.
 *
 * @param text `null` when there is no file
 * @param findings of the file before the first entry was added; `undefined` when they were not kept
 * @throws AgentSettingsError `not-json`, `name-twice`, `other-shape`
 */
export function addHooks(
	text: string | null,
	command: HookCommand,
	findings: Findings = UNKNOWN,
): string {
	const events = eventsOf(command);
	let before = text ?? NEW_FILE;
	let view = readHooks(before);
	if (view.events.flatMap(oursIn).some(({ value }) => typeOf(value) !== command.type)) {
		// Programs run for more events than are posted.
		before = removeHooks(before, findings) ?? NEW_FILE;
		view = readHooks(before);
	}
	const style = styleOf(before, view.root);
	const missing = events.filter((name) => !view.events.some((event) => event.name === name));
	return applyEdits(before, [
		...view.events.flatMap((event) => addToEvent(before, style, event, command)),
		...addEvents(before, style, view, missing, command),
	]);
}

/**
 * The settings without our entries; `null` when the file is to be deleted, because it came with them and nothing else
 * is in it. Settings without an entry of ours are returned as they are.
 *
 * @param findings of the file before the first entry was added; `undefined` when they were not kept
 * @throws AgentSettingsError `not-json`, `name-twice`, `other-shape`
 */
export function removeHooks(text: string, findings: Findings = UNKNOWN): string | null {
	const view = readHooks(text);
	const { hooks, root } = view;
	if (!hooks) return text;
	const kept = (name: string) =>
		Object.hasOwn(findings.events, name) ? findings.events[name]! : null;
	const events = view.events.map((event) => removeFromEvent(event, kept(event.name)));
	const inHooks = removeEmptied(hooks, events, findings.hooks);
	const inRoot = removeEmptied(root, [inHooks], findings.root);
	return inRoot.isGone ? null : applyEdits(text, inRoot.edits);
}

/**
 * What must stay when our entries go again; `null` when entries of ours are there already, because then it can't be
 * told any more.
 *
 * @param text `null` when there is no file
 * @throws AgentSettingsError `not-json`, `name-twice`, `other-shape`
 */
export function findingsOf(text: string | null): Findings | null {
	if (text === null) return NO_FILE;
	const view = readHooks(text);
	if (hasOurs(view)) return null;
	const inside = (node: JsonNode) =>
		node.children.length === 0 ? text.slice(node.start + 1, node.end - 1) : '';
	const ofInterest = view.events.filter(({ name }) => HOOK_EVENTS.some((event) => event === name));
	return {
		root: inside(view.root),
		hooks: view.hooks && inside(view.hooks),
		events: Object.fromEntries(ofInterest.map(({ name, node }) => [name, inside(node)])),
	};
}

function typeOf(entry: unknown): unknown {
	return (entry as Record<string, unknown>)['type'];
}

function oursIn({ groups }: HookEvent) {
	return groups.flatMap(({ entries }) => entries.filter((entry) => entry.isOurs));
}

function addToEvent(text: string, style: Style, event: HookEvent, command: HookCommand): Edit[] {
	const ours = oursIn(event);
	if (ours.length === 0) {
		if (!eventsOf(command).some((name) => name === event.name)) return [];
		const group = (indent: string | null) => formatValue({ hooks: [command] }, style, indent);
		return [appendChildren(text, style, event.node, [group])];
	}
	return ours
		.filter(({ value }) => !isDeepStrictEqual(value, command))
		.map(({ node }) => replaceValue(text, style, node, command));
}

function addEvents(
	text: string,
	style: Style,
	{ root, hooks }: HooksView,
	names: readonly string[],
	command: HookCommand,
): Edit[] {
	if (names.length === 0) return [];
	const groups = [{ hooks: [command] }];
	const events = names.map(
		(name) => (indent: string | null) => formatMember(name, groups, style, indent),
	);
	if (hooks) return [appendChildren(text, style, hooks, events)];
	const all = Object.fromEntries(names.map((name) => [name, groups]));
	const member = (indent: string | null) => formatMember('hooks', all, style, indent);
	return [appendChildren(text, style, root, [member])];
}

/** On one line if it was on one line before, and with its own line ends. */
function replaceValue(text: string, style: Style, node: JsonNode, value: unknown): Edit {
	const { start, end } = node;
	const lineEnd = lineEndIn(text.slice(start, end));
	const indent = indentBefore(text, start) ?? lineIndent(text, start);
	const laidOut = lineEnd
		? formatValue(value, { ...style, lineEnd }, indent)
		: formatValue(value, style, null);
	return { start, end, text: laidOut };
}

/** What remains of an object or array. */
interface Remainder {
	node: JsonNode;
	/** It goes as a whole. */
	isGone: boolean;
	edits: Edit[];
}

function removeFromEvent({ node, groups }: HookEvent, kept: string | null): Remainder {
	const remainders = groups.map((group) => {
		const entries = group.entries.map((entry) => ({ ...entry, isGone: entry.isOurs, edits: [] }));
		// A group that held only our entries says nothing any more, whatever its matcher.
		return { ...removeEmptied(group.entriesNode, entries, null), node: group.node };
	});
	return removeEmptied(node, remainders, kept);
}

/** Only an object or array that has become empty by this goes, and not if it is to be `kept`, with white space in it. */
function removeEmptied(
	node: JsonNode,
	children: readonly Remainder[],
	kept: string | null,
): Remainder {
	const gone = new Set(children.filter(({ isGone }) => isGone).map((child) => child.node));
	if (gone.size === 0 || gone.size < node.children.length) {
		const inside = children.filter(({ isGone }) => !isGone).flatMap(({ edits }) => edits);
		const cuts = gone.size === 0 ? [] : removeChildren(node, (child) => gone.has(child));
		return { node, isGone: false, edits: [...inside, ...cuts] };
	}
	return { node, isGone: kept === null, edits: kept === null ? [] : [emptyNode(node, kept)] };
}
