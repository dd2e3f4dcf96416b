/** The types of the format (docs/format.md): plain data that survives JSON. */
import type { StoredCallFields } from './call-fields.ts';
import type { ShapeName } from './shapes.ts';
import type { Status } from './status.ts';

/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
/** An object that JSON can hold. */
export interface JsonObject {
	[key: string]: Json;
}

/**
 * One tool call as it is stored in one line (docs/format.md §3). Fields that this version does not know are kept, and
 * read by their name.
 *
 * @example
 * ```ts
 * const { ts, tool, status, session } = entry; // session: string | null | undefined
 * const colour = entry['colour']; // Json | undefined
 * ```
 */
export interface Entry extends StoredCallFields {
	/**
	 * When the call was made, ISO 8601. This recorder writes milliseconds and an offset; older writers omit both.
	 */
	ts: string;
	/** The owner of the log. */
	user: string;
	/** The tool's name. */
	tool: string;
	/** The call's arguments. Strings over 500 characters are truncated and end in ` …[N chars total]`. */
	args: JsonObject;
	/** How the call ended. */
	status: Status;
	/** Length of the whole result, in characters (Unicode code points). */
	result_chars: number;
	/** The first 300 characters of the result. */
	result_snippet: string;
	/** The entry's own name, which the recorder gives it. Lines of other writers have none. */
	id?: string | null;
	/**
	 * When the call was recorded, in ISO 8601 like `ts`. Only of a call that was recorded more than 5 seconds after it ended.
	 */
	recorded_at?: string | null;
	/** Any other field. */
	[field: string]: Json | undefined;
}

/** Where the text of a filter was found, for a reader of a row that does not show it, or can't find it. */
export interface FoundText {
	/**
	 * JSON Pointer (RFC 6901) to the value that holds the first hit, or whose name does: `/args/command`. Empty for a damaged
	 * line.
	 */
	pointer: string;
	/** At most 240 characters around the hit. */
	text: string;
	/** Where the hit begins in `text`, in UTF-16 code units. */
	start: number;
	/** Where it ends; exclusive. A hit that is longer than the excerpt ends with it. */
	end: number;
}

/**
 * A line that is a JSON object.
 *
 * Without `problems`, all required fields are present, and these and the optional ones have the right types. With
 * `problems`, the entry has the fields that were found, and each problem says in words what is missing or wrong.
 */
export type EntryContent = {
	/** Permanent name of the row: it finds the same row however much is appended. */
	ref: string;
	/** Found complete after a torn line on the same physical line. */
	recovered?: true;
	/** Put together from several lines: the file is a list, or its objects are over lines (docs/format.md §2). */
	assembled?: true;
	/** The line was written in UTF-16. */
	encoding?: 'utf-16';
	/**
	 * The line is that of another program: `entry` has its values under the names of the format, as docs/format.md §5 says
	 * for this shape. What has no such name stands beside them, or the whole object in `args`.
	 */
	shape?: ShapeName;
	/**
	 * What the entry is counted and filtered as, when its own `status` is another word whose meaning is plain. With neither,
	 * it is `other`.
	 */
	status?: Status;
	/**
	 * JSON Pointers (RFC 6901) to numbers that a double can't hold. Their values are the source text: integers
	 * beyond 2^53, `NaN`, `Infinity`, `-Infinity`.
	 */
	textNumbers?: string[];
	/**
	 * JSON Pointers to values that are truncated in this answer because they are long or deep: a string ends in `
	 * …[N chars total]`, a list or object in a `…` with the number of dropped items.
	 */
	clipped?: string[];
	/**
	 * In the rows of `readDay`, `recent`, `recentAllUsers` and `search` with a text in their filter. For a literal text only
	 * when no hit is in the tool, the arguments or the result, as they are in this row; for an expression always, except for hits of no
	 * characters, rows on one line with others, and a last line without a newline.
	 */
	found?: FoundText;
} & ({ entry: Entry; problems?: undefined } | { entry: JsonObject; problems: string[] });

/** An entry with its position in the day: 0-based, in file order. */
export type EntryRow = { position: number } & EntryContent;

/** Why a line is not an entry. */
export const DAMAGE_REASONS = [
	'torn',
	'not-json',
	'not-object',
	'invalid-utf8',
	'oversize',
] as const;
/** One of `DAMAGE_REASONS`, as docs/format.md §5 tells them. */
export type DamageReason = (typeof DAMAGE_REASONS)[number];

/** A line that is not an entry: shown at its position, never hidden or deleted. */
export interface DamagedRow {
	/** 0-based, in file order. */
	position: number;
	/** Permanent name of the row, as for an entry. */
	ref: string;
	/** Why the line is not an entry. */
	reason: DamageReason;
	/** Length of the line on disk, in bytes, without its newline. */
	bytes: number;
	/** The line was written in UTF-16. */
	encoding?: 'utf-16';
	/** The beginning of the line as text; bytes that are not UTF-8 are shown as `\xNN`. */
	raw: string;
	/** As for an entry. */
	found?: FoundText;
}
