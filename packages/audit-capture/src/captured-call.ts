import type { Json, JsonObject, Status } from '@tool-audit/core/sync-recorder';

/** A call of an agent, as a hook or a transcript tells it. Whose log it belongs to is not its own to say. */
export interface CapturedCall {
	call: CapturedFields;
	/** When it began, in milliseconds since 1970. */
	startMs: number;
	/** When it was last heard of, in milliseconds since 1970: it may be in the log of any day between the two. */
	endMs: number;
	/** Length of the whole result, in characters, where the call holds only its beginning. */
	resultChars?: number;
}

/** The fields of its entry (docs/format.md §3), but for the user. */
export interface CapturedFields {
	tool: string;
	args: JsonObject;
	status: Status;
	result: string;
	/** What tells of the call, such as `claude-code`. */
	source: string;
	/** Names the call among all of its source: the same for all that tell of it. */
	call_id: string;
	[field: string]: Json | undefined;
}
