/** Why something was not done. The names are tRPC's, so that the transport needs no second table. */
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

/** What the page needs beside the sentence, to go on. */
export interface RefusalData {
	/** Hash of what is on disk now, when a save came too late. */
	currentHash?: string;
	/** Seconds until another try is worth it. */
	retryAfterSeconds?: number;
}

/** An expected no. The message is one sentence that says what to do, and may be shown to anybody. */
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

/** What was looked for, or a refusal that says it is not there. */
export function found<T>(value: T | null, sentence: string): T {
	if (value === null) throw new Refusal('NOT_FOUND', sentence);
	return value;
}
