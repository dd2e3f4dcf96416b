/**
 * The entry in Claude Code's settings that hands its tool calls over, and how it is known again.
 *
 * Claude Code runs one command once, even when several scopes name it, but only if the entries are equal to the last
 * character. So the entry is built here alone, from absolute paths that stay the same from version to version.
 */
import { join } from 'node:path';
import { AGENT } from '../agent.ts';

/** Runs a program with the event on its standard input, without a shell. */
export interface CommandHook {
	type: 'command';
	/** Absolute path of the Node that runs the script. */
	command: string;
	args: string[];
	/** In seconds. */
	timeout: number;
}

/** Posts the event. */
export interface HttpHook {
	type: 'http';
	url: string;
	headers: Record<string, string>;
	/** Variables of Claude Code's environment that `headers` may name. */
	allowedEnvVars: string[];
	/** In seconds. */
	timeout: number;
}

export type HookCommand = CommandHook | HttpHook;

/**
 * The events that record calls as they end, and those that find calls which ended without one. `PreToolUse` is not
 * among them: it would delay every call, and what it could add is in the transcript.
 */
export const HOOK_EVENTS = [
	'PostToolUse',
	'PostToolUseFailure',
	'PostToolBatch',
	'PermissionDenied',
	'UserPromptSubmit',
	'SubagentStop',
	'SessionEnd',
	'SessionStart',
] as const;

/** Events that tell of calls. Only these are posted: others hold what people type. */
const POSTED_EVENTS: readonly HookEventName[] = HOOK_EVENTS.slice(0, 4);

type HookEventName = (typeof HOOK_EVENTS)[number];

/** The events that a command is for. */
export function eventsOf({ type }: Pick<HookCommand, 'type'>): readonly HookEventName[] {
	return type === 'http' ? POSTED_EVENTS : HOOK_EVENTS;
}

const TIMEOUT_SECONDS = 10;
const KEY_VARIABLE = 'TOOL_AUDIT_KEY';
const CAPTURE_PATH = `/api/capture/${AGENT}`;
const SCRIPT = /[\\/]bin[\\/]claude-code\.cjs$/;

/** The copy of the hook's script that settings name. It stays there when the program is upgraded or moved. */
export function hookScriptPath(dataFolder: string): string {
	return join(dataFolder, 'bin', `${AGENT}.cjs`);
}

/** Both paths must be absolute. `flags` follow the agent's name: the hook reads no environment. */
export function commandHook(options: {
	node: string;
	dataFolder: string;
	flags?: readonly string[];
}): CommandHook {
	const { node, dataFolder, flags = [] } = options;
	const args = [hookScriptPath(dataFolder), AGENT, ...flags];
	return { type: 'command', command: node, args, timeout: TIMEOUT_SECONDS };
}

/** The key itself stands in the environment, never in a file that a repository may hold. */
export function httpHook(server: URL): HttpHook {
	return {
		type: 'http',
		url: new URL(CAPTURE_PATH, server).href,
		headers: { Authorization: `Bearer $${KEY_VARIABLE}` },
		allowedEnvVars: [KEY_VARIABLE],
		timeout: TIMEOUT_SECONDS,
	};
}

/** Whether an entry is one of ours, wherever Node, the data folder or the server were when it was written. */
export function isOurs(entry: unknown): boolean {
	if (typeof entry !== 'object' || entry === null) return false;
	const { type, args, url } = entry as Record<string, unknown>;
	if (type === 'http') return typeof url === 'string' && URL.parse(url)?.pathname === CAPTURE_PATH;
	if (type !== 'command' || !Array.isArray(args)) return false;
	return typeof args[0] === 'string' && SCRIPT.test(args[0]) && args[1] === AGENT;
}
