/**
 * All secrets in a text: by shape, by name, in commands and in addresses; in the text as it stands, and with the
 * escapes of the notations around it resolved.
 */
import { ADDRESS_LITERAL, findInAddress } from './addresses.ts';
import { findAssignment, nameAround } from './assignments.ts';
import { COMMAND_LITERALS, findInCommand } from './commands.ts';
import type { FoundSecret } from './found.ts';
import { findInManifest, MANIFEST_CHARS_MAX, MANIFEST_LITERALS } from './manifests.ts';
import { nameLiterals, type NameRule } from './names.ts';
import { SECRET_RULES } from './rules/rules.ts';
import { completed, type Literal } from './literals.ts';
import { createScanner, type Hit, type Scanner } from './scanner.ts';
import { STEPS, UNSEARCHED, type SearchBudget } from './search-budget.ts';
import { matchShape, toShapes } from './shapes.ts';
import { FED_CHARS_MAX, findInShellInput, SHELL_INPUT_LITERALS } from './shell-input.ts';
import { findInInsert, SQL_LITERALS } from './sql.ts';
import { decodedViews, LEVELS_MAX } from './views.ts';

export interface Search {
	/**
	 * The secrets that begin before `end`, in order and without overlap. A secret may end later. What the budget does
	 * not cover is one more secret.
	 */
	find: (text: string, end: number, budget: SearchBudget) => FoundSecret[];
	/** False when no text in a line of JSON contains a secret. */
	mayHold: (line: Buffer, from: number, to: number) => boolean;
	/** True when a literal follows soon after `end`. */
	mayHoldBehind: (text: string, end: number) => boolean;
	/** The literals by which secrets are found, as they stand in a line of JSON, one of its bytes in each character. */
	lineLiterals: () => readonly Literal[];
	/** Builds what is otherwise built when it is first used. Throws when there are too many names for it. */
	prepare: () => void;
}

/** How far ahead of its name or its shape's beginning a secret may start. */
const BEFORE_CHARS = 320;
/** A literal, with the run of characters that must follow it. */
const LITERAL_CHARS = 100;
/** A value of this length may not have been read to its end. */
const VALUE_CHARS_MAX = 4_000;
/** How far behind `end` escapes are resolved: the longest value that a notation may have. */
const VIEW_AHEAD_CHARS = 8_192;

type Finder = (text: string, hit: Hit, budget: SearchBudget) => FoundSecret[];

export function createSearch(nameRule: NameRule, extraNames: readonly string[]): Search {
	const kinds: { literal: Literal; cost: number; find: Finder | 'name'; isShape?: true }[] = [
		...toShapes(SECRET_RULES).map((shape) => ({
			literal: {
				...{ text: shape.start, run: shape.run },
				...{ isExactCase: !shape.isAnyCase, startsWord: !shape.isInsideWord },
			},
			cost: STEPS.shape,
			isShape: true as const,
			find: (text: string, hit: Hit) => listOf(matchShape(text, hit, shape)),
		})),
		...nameLiterals(extraNames).map((literal) => ({
			literal,
			cost: STEPS.assignment,
			find: 'name' as const,
		})),
		...COMMAND_LITERALS.map((text) => ({
			literal: { text, startsWord: true },
			cost: STEPS.command,
			find: (text: string, hit: Hit, budget: SearchBudget) =>
				findInCommand(text, hit, nameRule, budget),
		})),
		...SHELL_INPUT_LITERALS.map((text) => ({
			literal: { text },
			cost: STEPS.pipe,
			find: (text: string, hit: Hit) => findInShellInput(text, hit, nameRule),
		})),
		...SQL_LITERALS.map((text) => ({
			literal: { text },
			cost: STEPS.manifest,
			find: (text: string, hit: Hit) => findInInsert(text, hit.end, nameRule),
		})),
		...MANIFEST_LITERALS.map((text) => ({
			literal: { text },
			cost: STEPS.manifest,
			find: (text: string, hit: Hit) => findInManifest(text, hit.start),
		})),
		{
			literal: { text: ADDRESS_LITERAL },
			cost: STEPS.shape,
			find: (text, hit) => listOf(findInAddress(text, hit.end)),
		},
	];
	const finders = kinds.flatMap(({ literal, ...kind }) =>
		cased(literal.text).map((text) => ({ ...kind, literal: { ...literal, text } })),
	);
	let ofTexts: Scanner | null = null;
	const textScanner = () => (ofTexts ??= createScanner(finders.map(({ literal }) => literal)));

	function searchView(text: string, end: number, budget: SearchBudget): FoundSecret[] {
		const found: FoundSecret[] = [];
		/** Those that end after the hit. */
		let current: FoundSecret[] = [];
		let namesDoneTo = 0;
		for (const hit of textScanner().find(text, end)) {
			const { cost, find, isShape } = finders[hit.literal]!;
			if (current.some(({ to }) => to <= hit.start)) {
				current = current.filter(({ to }) => to > hit.start);
			}
			const cover = current.find(({ from }) => from <= hit.start);
			if (cover && !(isShape && cover.from === hit.start)) continue;
			budget.steps -= STEPS.hit;
			if (budget.steps <= 0) {
				found.push({ rule: UNSEARCHED, from: hit.start, to: text.length });
				break;
			}
			if (find === 'name' && hit.end <= namesDoneTo) continue;
			budget.steps -= cost;
			const earlier = current.length;
			let secrets: FoundSecret[];
			if (find === 'name') {
				const name = nameAround(text, hit, nameRule);
				namesDoneTo = name.end;
				secrets = name.rule === null ? [] : listOf(findAssignment(text, name, nameRule));
			} else secrets = find(text, hit, budget);
			budget.steps -= STEPS.mark * secrets.length;
			for (const secret of secrets) {
				// Where a long value ends is not known (a word may say `Infinity`), so what follows goes with it.
				if (!isShape && secret.to - secret.from >= VALUE_CHARS_MAX) secret.to = text.length;
				// A vendor's name says more than that of a variable.
				const isSame = ({ from, to }: FoundSecret) => from === secret.from && to === secret.to;
				const same = current.slice(0, earlier).find(isSame);
				if (same) same.rule = secret.rule;
				else {
					found.push(secret);
					current.push(secret);
				}
			}
		}
		return found;
	}

	function search(text: string, end: number, budget: SearchBudget): FoundSecret[] {
		const found = searchView(text, Math.min(text.length, end + aheadOf(text, end)), budget);
		if (budget.steps <= 0) {
			// Resolving escapes takes time as well.
			const from = text.search(/[\\%&]/);
			if (from !== -1) found.push({ rule: UNSEARCHED, from, to: text.length });
			return merged(found.filter(({ from }) => from < end));
		}
		for (const view of decodedViews(text, end + VIEW_AHEAD_CHARS)) {
			budget.steps -= view.text.length / CHARS_A_STEP + view.escapes / ESCAPES_A_STEP;
			for (const { rule, from, to } of searchView(view.text, view.text.length, budget)) {
				found.push({
					rule,
					from: view.originOf(from),
					to: rule === UNSEARCHED ? text.length : view.originOf(to),
				});
			}
			if (budget.steps <= 0) break;
		}
		return merged(found.filter(({ from }) => from < end));
	}

	const lineLiterals = () =>
		unique([...finders.flatMap(({ literal }) => encodings(literal)), ...ESCAPES]);
	let ofLines: Scanner | null = null;
	const lineScanner = () => (ofLines ??= createScanner(lineLiterals()));

	function mayHold(line: Buffer, from: number, to: number): boolean {
		return lineScanner().has(line, from, to);
	}

	return {
		find: search,
		mayHold,
		lineLiterals,
		mayHoldBehind(text, end) {
			const from = Math.max(0, end - LITERAL_CHARS);
			const behind = Buffer.from(inJson(text.slice(from, end + aheadOf(text, end))));
			return mayHold(behind, 0, behind.length);
		},
		prepare() {
			textScanner().prepare();
			lineScanner().prepare();
		},
	};
}

/** A manifest may say last that its data is secret, and a command that it reads what was printed. */
function aheadOf(text: string, end: number): number {
	if (end >= text.length) return BEFORE_CHARS;
	const before = text.slice(0, end);
	if (/data[^:\n]{0,12}:/i.test(before)) return MANIFEST_CHARS_MAX;
	return /\b(?:echo|printf|yes)\b/.test(before) ? FED_CHARS_MAX : BEFORE_CHARS;
}

/** Characters that are read, and escapes that are resolved, in about a microsecond. */
const CHARS_A_STEP = 100;
const ESCAPES_A_STEP = 5;

/** What may stand for any character of a literal: a line with one of them is searched. */
const ESCAPES: readonly Literal[] = [
	...[
		{ text: '\\\\u', hex: 4 },
		{ text: '\\\\x', hex: 2 },
		{ text: '%', hex: 2 },
	],
	...['&#', '&quot;', '&apos;', '&amp;', '&lt;', '&gt;', '&nbsp;'].map((text) => ({ text })),
];

/** Characters that a notation escapes, or JSON. */
const ESCAPED = /[/$`"'\\\p{Cc}\p{Cs}]/u;

/** A literal as it stands in an entry's line, where a backslash escapes punctuation on each level of JSON. */
function encodings(literal: Literal): Literal[] {
	// What may stand for these is in ESCAPES.
	const written = ESCAPED.test(literal.text)
		? [
				literal.text,
				literal.text.replaceAll('/', '\\/'),
				literal.text.replace(/[$`"\\]/g, '\\$&'),
				literal.text.replaceAll("'", "'\\''"),
			].flatMap((text) => levelsOf(text).map(asBytes))
		: [asBytes(literal.text)];
	return [...new Set(written)].map((text) => beginningOf({ ...literal, text }));
}

/** Enough to find a line; a short beginning is read faster. */
const BEGINNING_CHARS = 12;

function beginningOf(literal: Literal): Literal {
	const { text, isExactCase, anyGap, startsWord } = literal;
	if (text.length <= BEGINNING_CHARS) return literal;
	const rest = { isExactCase, anyGap, startsWord };
	return { ...(rest as Partial<Literal>), text: text.slice(0, BEGINNING_CHARS) };
}

function unique(literals: readonly Literal[]): Literal[] {
	const keyOf = (literal: Literal) => Object.values(completed(literal)).join('\0');
	return [...new Map(literals.map((literal) => [keyOf(literal), literal])).values()];
}

/** A scanner knows the case of ASCII letters only. */
function cased(text: string): string[] {
	if (isAscii(text)) return [text];
	const capital = text.slice(0, 1).toUpperCase() + text.slice(1);
	return [...new Set([text, capital, text.toUpperCase()])];
}

/** The text, and as it stands in JSON, in JSON in JSON, and so on. */
function levelsOf(text: string): string[] {
	const levels = [text];
	while (levels.length <= LEVELS_MAX) levels.push(inJson(levels.at(-1)!));
	return levels;
}

/** Its bytes in UTF-8, each as a character. */
function asBytes(text: string): string {
	return isAscii(text) ? text : Buffer.from(text).toString('latin1');
}

function isAscii(text: string): boolean {
	return /^[\0-\x7f]*$/.test(text);
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

function listOf(secret: FoundSecret | null): FoundSecret[] {
	return secret ? [secret] : [];
}

/** In order, and what overlaps as one. */
export function merged(secrets: FoundSecret[]): FoundSecret[] {
	const ordered = secrets.toSorted((a, b) => a.from - b.from || b.to - a.to);
	const result: FoundSecret[] = [];
	for (const secret of ordered) {
		const last = result.at(-1);
		if (last && secret.from < last.to) last.to = Math.max(last.to, secret.to);
		else result.push({ ...secret });
	}
	return result;
}
