/** Why Claude Code did not run a call, by the text that the model gets instead of a result. */

export type DeniedBy = 'rule' | 'hook' | 'user' | 'classifier' | 'policy' | 'permission';

const TEXTS: readonly [beginning: RegExp, by: DeniedBy][] = [
	[/^PreToolUse:\S+ hook error: /, 'hook'],
	[/^Permission to use .* has been denied\b/s, 'rule'],
	// Nobody was there to ask, as with `claude -p`.
	[/^Claude requested permissions? to /, 'permission'],
];

/** `null` for any other text: the call may have run. */
export function denialOf(text: string): DeniedBy | null {
	return TEXTS.find(([beginning]) => beginning.test(text))?.[1] ?? null;
}

/**
 * The same where nothing but the tool and the text is known of a call. Any tool may print such words, so that they count only
 * with the tool's own name, and for the tool of an MCP server only when they are all of the text.
 */
export function denialOfTool(text: string, tool: string): DeniedBy | null {
	if (text.startsWith(`PreToolUse:${tool} hook error: `)) return 'hook';
	if (tool.startsWith('mcp__')) {
		if (text === `Permission to use ${tool} has been denied.`) return 'rule';
		return text === `Claude requested permissions to use ${tool}${NOT_GRANTED}`
			? 'permission'
			: null;
	}
	if (text.startsWith(`Permission to use ${tool} `) && denialOf(text) === 'rule') return 'rule';
	return text.includes(NOT_GRANTED) && denialOf(text) === 'permission' ? 'permission' : null;
}
const NOT_GRANTED = ", but you haven't granted it yet.";

/** What a person's "No" and Esc while a command runs have in common: before 2.1.2xx nothing tells them apart. */
export function isRejection(text: string): boolean {
	return /^The user doesn't want to (?:proceed with this tool use|take this action right now)/.test(
		text,
	);
}
