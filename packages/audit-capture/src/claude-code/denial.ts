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

/** What a person's "No" and Esc while a command runs have in common: before 2.1.2xx nothing tells them apart. */
export function isRejection(text: string): boolean {
	return /^The user doesn't want to (?:proceed with this tool use|take this action right now)/.test(
		text,
	);
}
