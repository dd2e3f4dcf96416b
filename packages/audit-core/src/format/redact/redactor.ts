/**
 * Replaces secrets in what is written (docs/format.md §9) by a mark with the rule and a keyed hash. Equal secrets
 * have equal marks, and no secret can be guessed from its mark.
 */
import { randomBytes } from 'node:crypto';
import { headChars } from '../chars.ts';
import { findAssignment, type FoundSecret } from './assignments.ts';
import { createKeyedHash } from './keyed-hash.ts';
import { createNameRule, nameLiterals, type NameRule } from './names.ts';
import { SECRET_RULES } from './rules.ts';
import { createScanner } from './scanner.ts';
import { STEPS, UNSEARCHED, type SearchBudget } from './search-budget.ts';
import { matchShape, toShapes } from './shapes.ts';

/** Options of redaction, in addition to the built-in names and shapes. */
export interface RedactOptions {
	/** Further names whose values are secret, in any style: `pin code` also means `pin_code` and `pinCode`. */
	names?: readonly string[] | undefined;
	/** Further shapes. They run over untrusted text, so they must not backtrack. */
	patterns?: readonly { name: string; pattern: RegExp }[] | undefined;
	/** Key of the hashes. By default the one in the data folder, or a random key of this process. */
	key?: Uint8Array | undefined;
}

export interface Redactor {
	/** The rule by which the value under a name is secret. */
	nameRule: NameRule;
	/** The text that replaces a secret. */
	mark: (rule: string, secret: string) => string;
	/** The first `chars` characters of the redacted text, and whether it is longer than that. */
	head: (
		text: string,
		chars: number,
		budget: SearchBudget,
	) => { text: string; isTruncated: boolean };
	/**
	 * Every text with a secret contains one of these literals, in any case, and so does its JSON. `null` when there
	 * is no such list.
	 */
	literals: readonly string[] | null;
}

const HASH_CHARS = 8;
const KEY_BYTES = 32;
/** How many characters after the kept ones are searched with extra patterns. */
const PATTERN_AHEAD_CHARS = 65_536;

export function createRedactor(options: RedactOptions = {}): Redactor {
	const { names = [], patterns = [], key = randomBytes(KEY_BYTES) } = options;
	const keyedHash = createKeyedHash(key);
	const nameRule = createNameRule(names);
	const shapes = toShapes(SECRET_RULES);
	const literals = [...shapes.map(({ start }) => start), ...nameLiterals(names)];
	const scanner = createScanner(literals);
	const extras = patterns.map(({ name, pattern }) => {
		return { name, pattern: new RegExp(pattern, pattern.flags.replace(/[gy]/g, '') + 'g') };
	});

	function mark(rule: string, secret: string): string {
		return `[redacted:${rule}:${keyedHash(secret).slice(0, HASH_CHARS)}]`;
	}

	/** The secrets that begin before `reach.end`, in order and without overlap. */
	function* findSecrets(
		text: string,
		reach: { end: number },
		budget: SearchBudget,
	): Generator<FoundSecret> {
		let doneTo = 0;
		let namesDoneTo = 0;
		for (const hit of scanner.find(text, reach)) {
			if (hit.start < doneTo) continue;
			budget.steps -= STEPS.hit;
			if (budget.steps <= 0) {
				yield { rule: UNSEARCHED, from: hit.start, to: text.length };
				return;
			}
			const shape = shapes[hit.literal];
			let found: FoundSecret | null = null;
			if (shape) {
				budget.steps -= STEPS.shape;
				found = matchShape(text, hit, shape);
			} else if (hit.start >= namesDoneTo) {
				budget.steps -= STEPS.assignment;
				({ found, nameEnd: namesDoneTo } = findAssignment(text, hit, nameRule));
			}
			if (!found) continue;
			budget.steps -= STEPS.mark;
			yield found;
			doneTo = found.to;
		}
	}

	function redactExtras(text: string, chars: number): string {
		if (extras.length === 0) return text;
		const end = chars * 2 + PATTERN_AHEAD_CHARS;
		let seen = text.slice(0, end);
		for (const { name, pattern } of extras) {
			seen = seen.replace(pattern, (secret) => (secret === '' ? '' : mark(name, secret)));
		}
		return seen + text.slice(end);
	}

	function head(whole: string, chars: number, budget: SearchBudget) {
		const text = redactExtras(whole, chars);
		// A character takes at most two units.
		const units = chars * 2;
		const reach = { end: units };
		let kept = '';
		let at = 0;
		for (const { rule, from, to } of findSecrets(text, reach, budget)) {
			kept += text.slice(at, from) + mark(rule, text.slice(from, to));
			at = to;
			reach.end = at + units - kept.length;
		}
		const end = Math.max(at, at + units - kept.length);
		kept += text.slice(at, end);
		const head = headChars(kept, chars);
		return { text: head, isTruncated: head.length < kept.length || end < text.length };
	}

	return {
		nameRule,
		mark,
		head,
		literals: extras.length > 0 ? null : literals,
	};
}
