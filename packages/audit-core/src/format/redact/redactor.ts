/**
 * Takes secrets out of what is written (docs/format.md §9). In their place stands a mark that says by which
 * rule, and a keyed hash, so that equal secrets can be seen to be equal and none can be guessed from it.
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

export interface RedactOptions {
	/** Further names whose values are secret, in any style: `pin code` means `pin_code` and `pinCode` too. */
	names?: readonly string[] | undefined;
	/** Further shapes. They run over what agents were told, so they must not go back over what they read. */
	patterns?: readonly { name: string; pattern: RegExp }[] | undefined;
	/** Secret of the hashes; without it, one of this process. */
	key?: Uint8Array | undefined;
}

export interface Redactor {
	/** The rule by which the value under a name is secret. */
	nameRule: NameRule;
	/** What stands in the place of a secret. */
	mark: (rule: string, secret: string) => string;
	/** The first `chars` characters of what is left of `text`, and whether that is not all of it. */
	head: (text: string, chars: number, budget: SearchBudget) => { text: string; isCut: boolean };
	/**
	 * Every text that holds a secret holds one of these, in any case, and so does its JSON. `null` when
	 * there is no such list.
	 */
	literals: readonly string[] | null;
}

const HASH_CHARS = 8;
const KEY_BYTES = 32;
/** Extra patterns see so much of a text beyond what is kept of it. */
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

	/** The secrets that begin within reach, in order, none within another. */
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

	function takeExtras(text: string, chars: number): string {
		if (extras.length === 0) return text;
		const end = chars * 2 + PATTERN_AHEAD_CHARS;
		let seen = text.slice(0, end);
		for (const { name, pattern } of extras) {
			seen = seen.replace(pattern, (secret) => (secret === '' ? '' : mark(name, secret)));
		}
		return seen + text.slice(end);
	}

	function head(whole: string, chars: number, budget: SearchBudget) {
		const text = takeExtras(whole, chars);
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
		return { text: head, isCut: head.length < kept.length || end < text.length };
	}

	return {
		nameRule,
		mark,
		head,
		literals: extras.length > 0 ? null : literals,
	};
}
