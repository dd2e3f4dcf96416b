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
	if (id.length <= NAME_CHARS_MAX && isUnique(id)) return id;
	const parts = prompt === '' ? [id, session] : [id, prompt, session];
	const name = parts.map(withoutAt).join('@');
	return name.length <= NAME_CHARS_MAX ? name : hashOf(name);
}

/** An entry keeps no more of a text, and is looked for by what it keeps. */
const NAME_CHARS_MAX = 300;

function hashOf(name: string): string {
	// Loading the hash function takes long, and names as long are rare.
	return process.getBuiltinModule('node:crypto').createHash('sha256').update(name).digest('hex');
}

/** So that parts that hold the sign between them make no name of another call. */
function withoutAt(part: string): string {
	return part.replace(/[%@]/g, (sign) => (sign === '@' ? '%40' : '%25'));
}
