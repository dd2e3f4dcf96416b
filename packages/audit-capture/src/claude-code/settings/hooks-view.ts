/** The member `hooks` of Claude Code's settings: event → groups, each with a matcher and entries → entries. */
import { AgentSettingsError } from './errors.ts';
import { isOurs } from './hook-command.ts';
import { memberOf, scanJson, valueOf, type JsonNode } from './json-scan.ts';

export interface HooksView {
	root: JsonNode;
	/** `null` when the settings have no hooks. */
	hooks: JsonNode | null;
	events: HookEvent[];
}

export interface HookEvent {
	name: string;
	/** The array of groups. */
	node: JsonNode;
	groups: HookGroup[];
}

export interface HookGroup {
	node: JsonNode;
	/** Which tools it is for, as it stands there; `undefined` for all. */
	matcher: unknown;
	/** The array of entries. */
	entriesNode: JsonNode;
	entries: HookEntry[];
}

export interface HookEntry {
	node: JsonNode;
	value: unknown;
	isOurs: boolean;
}

/**
 * Reads the hooks of settings. All other members may be anything.
 *
 * @throws AgentSettingsError `not-json`, `name-twice`, `other-shape`
 */
export function readHooks(text: string): HooksView {
	const root = scanJson(text);
	if (root.kind !== 'object') throw otherShape('The settings', 'an object');
	const hooks = memberOf(root, 'hooks');
	if (!hooks) return { root, hooks, events: [] };
	if (hooks.kind !== 'object') throw otherShape('hooks', 'an object');
	const events = hooks.children.map(({ name, node }) => readEvent(text, name, node));
	return { root, hooks, events };
}

/** Whether any entry of ours is in the settings. */
export function hasOurs({ events }: HooksView): boolean {
	return events.some(({ groups }) => groups.some(({ entries }) => entries.some((e) => e.isOurs)));
}

function readEvent(text: string, name: string, node: JsonNode): HookEvent {
	const path = `hooks.${name}`;
	if (node.kind !== 'array') throw otherShape(path, 'an array');
	const groups = node.children.map((child, at) => readGroup(text, `${path}[${at}]`, child.node));
	return { name, node, groups };
}

function readGroup(text: string, path: string, node: JsonNode): HookGroup {
	const entriesNode = memberOf(node, 'hooks');
	if (entriesNode?.kind !== 'array') throw otherShape(path, 'an object with an array "hooks"');
	const entries = entriesNode.children.map((child, at) => {
		if (child.node.kind !== 'object') throw otherShape(`${path}.hooks[${at}]`, 'an object');
		const value = valueOf(text, child.node);
		return { node: child.node, value, isOurs: isOurs(value) };
	});
	const matcher = memberOf(node, 'matcher');
	return { node, matcher: matcher ? valueOf(text, matcher) : undefined, entriesNode, entries };
}

function otherShape(what: string, wanted: string): AgentSettingsError {
	const message = `${what} must be ${wanted} for Claude Code. Correct it first.`;
	return new AgentSettingsError('other-shape', message);
}
