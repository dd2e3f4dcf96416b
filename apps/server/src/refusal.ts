/** Why a request was refused. The codes are tRPC's, so that the transport needs no other table. */
export type RefusalCode =
	| 'BAD_REQUEST'
	| 'UNAUTHORIZED'
	| 'FORBIDDEN'
	| 'NOT_FOUND'
	| 'CONFLICT'
	| 'TIMEOUT'
	| 'CLIENT_CLOSED_REQUEST'
	| 'PAYLOAD_TOO_LARGE'
	| 'UNSUPPORTED_MEDIA_TYPE'
	| 'TOO_MANY_REQUESTS'
	| 'SERVICE_UNAVAILABLE';

/** What the page needs in addition to the sentence. */
export interface RefusalData {
	/** Hash of the file on disk, when a save found it changed. */
	currentHash?: string;
	/** Seconds to wait before the next attempt. Every refusal that is temporary has it. */
	retryAfterSeconds?: number;
	/** A cause that clients tell apart from others of the same code. There may be further ones. */
	reason?: 'invalid-regex' | 'version';
	/** What is wrong, in one short sentence, where the page knows of what: `Missing closing parenthesis.` */
	problem?: string;
	/** What is wrong with parts of the input, by their names and in sentences that don't repeat them: for a form's fields. */
	fields?: Record<string, string>;
}

/** When to try again, in seconds, if the place that refuses does not know better. A restart takes about as long. */
const RETRY_AFTER_SECONDS: Partial<Record<RefusalCode, number>> = {
	TOO_MANY_REQUESTS: 10,
	SERVICE_UNAVAILABLE: 5,
};

/** An expected error. Its message is one sentence that says what to do, and is safe to show to every client. */
export class Refusal extends Error {
	override name = 'Refusal';
	readonly code: RefusalCode;
	readonly data: RefusalData;

	constructor(code: RefusalCode, message: string, data: RefusalData = {}) {
		super(message);
		this.code = code;
		const retryAfterSeconds = RETRY_AFTER_SECONDS[code];
		this.data = retryAfterSeconds === undefined ? data : { retryAfterSeconds, ...data };
	}
}

/** For requests that come too late, and those that a stopping server ends. */
export function stoppingRefusal(): Refusal {
	return new Refusal(
		'SERVICE_UNAVAILABLE',
		'The server is stopping or restarting. Try again in a few seconds.',
	);
}

/** The value; throws `NOT_FOUND` with the sentence for `null`. */
export function found<T>(value: T | null, sentence: string): T {
	if (value === null) throw new Refusal('NOT_FOUND', sentence);
	return value;
}
