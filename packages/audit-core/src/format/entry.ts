/**
 * The nouns of the format (docs/format.md). Everything here is plain data that survives JSON.
 */
import type { Status } from './status.ts';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
}

/** One tool call, as it stands on one line. Fields that this version does not know are kept. */
export interface Entry {
	/** ISO 8601 instant of the call; older writers leave out the offset and the milliseconds. */
	ts: string;
	/** The owner of the log. */
	user: string;
	/** The tool's name. */
	tool: string;
	/** The call's arguments; long strings in it are cut and say so. */
	args: JsonObject;
	status: Status;
	/** Length of the whole result, in characters (Unicode code points). */
	result_chars: number;
	/** The first 300 characters of the result. */
	result_snippet: string;
	[field: string]: Json;
}

/**
 * A line that is a JSON object.
 *
 * When `problems` is absent every required field is there with its right type. When it is present the
 * entry is given with what it has, and each problem says in words what is missing or wrong.
 */
export type EntryContent = {
	/** Stable name of the line: opens the same line for ever, however much is appended. */
	ref: string;
	/** Found whole behind a torn line on the same physical line. */
	recovered?: true;
	/**
	 * JSON Pointers (RFC 6901) to numbers that a double can't hold, given as their source text:
	 * integers beyond 2^53, `NaN`, `Infinity`, `-Infinity`.
	 */
	textNumbers?: string[];
	/**
	 * JSON Pointers to what is given short here because it is long or deep: a string ends in
	 * ` …[N chars total]`, a list or object in a `…` that says how many are left out.
	 */
	clipped?: string[];
} & ({ entry: Entry; problems?: undefined } | { entry: JsonObject; problems: string[] });

/** An entry at its place in the day: 0-based, in file order. */
export type EntryRow = { position: number } & EntryContent;

/** Why a line is not an entry. */
export const DAMAGE_REASONS = [
	'torn',
	'not-json',
	'not-object',
	'invalid-utf8',
	'oversize',
] as const;
export type DamageReason = (typeof DAMAGE_REASONS)[number];

/** A line that is not an entry: reported in its place, never hidden, never deleted. */
export interface DamagedRow {
	position: number;
	ref: string;
	reason: DamageReason;
	/** Length of the line on disk, in bytes, without its newline. */
	bytes: number;
	/** The head of the line as text; bytes that are not UTF-8 stand as `\xNN`. */
	raw: string;
}
