/** Given by the model's service: the same id in a fork, and in no other call. */
const UNIQUE = /^(?:toolu_\w+|call_[\w-]{20,})$/;

/**
 * Names a call among all that Claude Code ever made. Services that imitate the model's may count calls from one again in
 * each prompt: then prompt and session belong to the name.
 */
export function callIdOf(id: string, session: string, prompt: string): string {
	return UNIQUE.test(id) ? id : [id, prompt, session].filter((part) => part !== '').join('@');
}
