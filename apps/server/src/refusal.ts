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
	| 'TOO_MANY_REQUESTS'
	| 'SERVICE_UNAVAILABLE';

/** What the page needs in addition to the sentence. */
export interface RefusalData {
	/** Hash of the file on disk, when a save found it changed. */
	currentHash?: string;
	/** Seconds to wait before the next attempt. */
	retryAfterSeconds?: number;
	/** A cause that the page tells apart from others of the same code. */
	reason?: 'invalid-regex';
	/** What is wrong, in one short sentence, where the page knows of what: `Missing closing parenthesis.` */
	problem?: string;
}

/** An expected error. Its message is one sentence that says what to do, and is safe to show to every client. */
export class Refusal extends Error {
	override name = 'Refusal';
	readonly code: RefusalCode;
	readonly data: RefusalData;

	constructor(code: RefusalCode, message: string, data: RefusalData = {}) {
		super(message);
		this.code = code;
		this.data = data;
	}
}

/** The value; throws `NOT_FOUND` with the sentence for `null`. */
export function found<T>(value: T | null, sentence: string): T {
	if (value === null) throw new Refusal('NOT_FOUND', sentence);
	return value;
}
