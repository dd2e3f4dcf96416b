/**
 * The line of a plain entry, whose values `JSON.stringify` writes as `encode-value.ts` does. Between its texts such a
 * line is the recorder's own, and some texts are those of the calls before: only the rest has to be searched for secrets.
 */
import type { Call } from '../audit-log.ts';
import { countChars, SNIPPET_CHARS_MAX } from './chars.ts';
import type { EntryLimits } from './entry-limits.ts';
import { furtherFieldsOf } from './further-fields.ts';
import { createPlainCopies, NOT_PLAIN } from './plain-copy.ts';
import type { SearchBudget } from './redact/search-budget.ts';
import type { TextPolicy } from './text-policy.ts';

/** What the recorder gives an entry. */
export interface EntryName {
	ts: string;
	id: string;
	/** The id is the caller's, and may hold a secret like any text. */
	isGivenId?: boolean | undefined;
	/** When the entry was written, in the form of `ts`: for one that was recorded later than it happened. */
	recordedAt?: string | undefined;
	/** Length of the whole result, when the call holds only its beginning. */
	resultChars?: number | undefined;
}

/** A line, and which characters of it hold no secret: those before `searchFrom`, and the last `known` ones. */
export interface PlainLine {
	text: string;
	searchFrom: number;
	known: number;
}

/** `null` for an entry that is not plain. */
export type PlainLineEncoder = (call: Call, name: EntryName) => PlainLine | null;

interface Field {
	isPlain: boolean;
	/** What a line has before its value: `,"session":`. */
	start: string;
	/** Its texts that hold no secret, with the member that each becomes; `null` where each call has another text. */
	searched: Map<string, string> | null;
}

/** Fields that have the same few texts in many calls. */
const REPEATED: ReadonlySet<string> = new Set<keyof Call>([
	...(['tool', 'status', 'session', 'agent', 'agent_id', 'source'] as const),
	...(['cwd', 'model', 'host', 'mcp_server', 'denied_by'] as const),
]);

const FIELDS_KEPT_MAX = 1_000;
const TEXTS_KEPT_MAX = 200;
const TEXT_KEPT_CHARS_MAX = 200;
/** Texts that are kept as they are cost no search. */
const NO_SEARCH: SearchBudget = { steps: 0 };
const LETTER = /^[a-z]/i;

export function createPlainLineEncoder(
	limits: EntryLimits,
	keep: TextPolicy,
	mayHoldSecret: (json: string) => boolean,
): PlainLineEncoder {
	const plain = createPlainCopies(keep.names, limits);
	const fields = new Map<string, Field>();
	const toolField = fieldOf('tool');
	const statusField = fieldOf('status');
	const userJson = lastJson();

	function fieldOf(name: string): Field {
		const known = fields.get(name);
		if (known) return known;
		if (fields.size >= FIELDS_KEPT_MAX) fields.clear();
		// JavaScript puts numeric names before all others.
		const isPlain = LETTER.test(name) && plain.isPlainName(name, plain.budget());
		const field = {
			isPlain,
			start: `,${JSON.stringify(name)}:`,
			searched: REPEATED.has(name) ? new Map<string, string>() : null,
		};
		if (name.length <= TEXT_KEPT_CHARS_MAX) fields.set(name, field);
		return field;
	}

	/** The member for a text that was searched; `null` for one that has to be. */
	function searchedMember({ start, searched }: Field, text: string): string | null {
		const known = searched?.get(text);
		if (known !== undefined) return known;
		if (!searched || text.length > TEXT_KEPT_CHARS_MAX) return null;
		const member = start + JSON.stringify(text);
		if (mayHoldSecret(member + ',')) return null;
		if (searched.size >= TEXTS_KEPT_MAX) searched.clear();
		searched.set(text, member);
		return member;
	}

	return (call, { ts, id, isGivenId, recordedAt, resultChars }) => {
		const budget = plain.budget();
		try {
			const { user, result } = call;
			const tool = plain.copy(call.tool, budget);
			const args = plain.copy(call.args ?? {}, budget);
			const status = plain.copy(call.status, budget);
			if (typeof tool !== 'string' || typeof status !== 'string') return null;
			if (typeof result !== 'string' || args === NOT_PLAIN) return null;
			const snippet = keep.head(result, SNIPPET_CHARS_MAX, NO_SEARCH).text;
			const start = `{"ts":"${ts}","user":${userJson(user)}`;
			const toolMember = searchedMember(toolField, tool);
			const statusMember = searchedMember(statusField, status);
			const searchFrom = start.length + (toolMember?.length ?? 0);
			const text =
				start +
				(toolMember ?? toolField.start + JSON.stringify(tool)) +
				`,"args":${JSON.stringify(args)}` +
				(statusMember ?? statusField.start + JSON.stringify(status)) +
				`,"result_chars":${resultChars ?? countChars(result)}` +
				`,"result_snippet":${JSON.stringify(snippet)}`;
			let rest = `,"id":${isGivenId ? JSON.stringify(id) : `"${id}"`}`;
			if (recordedAt !== undefined) rest += `,"recorded_at":"${recordedAt}"`;
			let isKnown = !isGivenId;
			const { object, names } = furtherFieldsOf(call);
			for (const name of names) {
				const field = fieldOf(name);
				if (!field.isPlain) return null;
				budget.chars -= name.length;
				const value = plain.copy(object[name], budget);
				if (value === NOT_PLAIN) return null;
				if (value === undefined) continue;
				const member = typeof value === 'string' ? searchedMember(field, value) : null;
				isKnown &&= member !== null || isDuration(name, value);
				rest += member ?? field.start + JSON.stringify(value);
			}
			return { text: `${text}${rest}}\n`, searchFrom, known: isKnown ? rest.length + 2 : 0 };
		} catch {
			// A property threw when it was read: the other encoder names it.
			return null;
		}
	};
}

/** Numbers of other names may be those of a card. */
function isDuration(name: string, value: unknown): boolean {
	return name === 'duration_ms' && typeof value === 'number';
}

/** Most calls have the user of the one before. */
function lastJson(): (text: string) => string {
	let last = '';
	let json = '""';
	return (text) => {
		if (text === last) return json;
		last = text;
		json = JSON.stringify(text);
		return json;
	};
}
