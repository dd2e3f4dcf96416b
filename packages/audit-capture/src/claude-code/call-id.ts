/** True for an id that the model's service gave: it is the same in a fork, and no other call has it. */
export function isUnique(id: string): boolean {
	return /^(?:toolu_\w{22,}|call_[\w-]{20,})$/.test(id);
}

/**
 * Names a call among all that Claude Code ever made. Services that imitate the model's may count calls from one again in
 * each prompt: then prompt and session belong to the name. A version that tells of no prompt tells of none in its events
 * and in its transcripts, so both give the same name.
 */
export function callIdOf(id: string, session: string, prompt: string): string {
	if (isUnique(id)) return id;
	const parts = prompt === '' ? [id, session] : [id, prompt, session];
	return parts.map(withoutAt).join('@');
}

/** So that parts that hold the sign between them make no name of another call. */
function withoutAt(part: string): string {
	return part.replace(/[%@]/g, (sign) => (sign === '@' ? '%40' : '%25'));
}
