import { RE2JS, RE2JSSyntaxException } from 're2js';

/** Each counted repetition is expanded that many times before the expression runs. */
const REPETITIONS_MAX = 1_000;

/** What RE2 says, in words for people who know parentheses and not the parser. */
const PROBLEMS: Record<string, string> = {
	'missing closing )': 'missing closing parenthesis',
	'unexpected )': 'closing parenthesis without an opening one',
	'missing closing ]': 'missing closing bracket',
	'missing argument to repetition operator': 'nothing to repeat before *, +, ? or {}',
	'invalid nested repetition operator': 'two repetitions in a row, such as **',
	'invalid repeat count': `invalid number of repetitions, or more than ${REPETITIONS_MAX}`,
	'trailing backslash at end of expression': 'backslash at the end',
	'invalid escape sequence': 'unknown character after a backslash',
	'invalid character class range': 'invalid range or class in brackets',
	'invalid or unsupported Perl syntax': 'unsupported syntax after (?',
	'invalid named capture': 'invalid group name, or unsupported syntax after (?<',
	'expression nests too deeply': 'too many groups within groups',
};

/** An expression that is not in RE2 syntax. The message is the rest of a sentence that begins with the expression. */
export class InvalidRegexError extends Error {
	/** Of every such error. */
	override readonly name = 'InvalidRegexError';
	/** What is wrong, without a period: `missing closing parenthesis`. */
	readonly problem: string;

	constructor(problem: string, options?: ErrorOptions) {
		super(`is not a valid regular expression (${problem})`, options);
		this.problem = problem;
	}
}

/**
 * A regular expression in RE2 syntax: it takes linear time, whatever the text.
 *
 * @throws InvalidRegexError
 */
export function compileRe2(expression: string, flags = 0): RE2JS {
	let repetitions = 0;
	for (const [, count] of expression.matchAll(/(\d+),?\}/g)) repetitions += Number(count);
	if (repetitions > REPETITIONS_MAX) {
		throw new InvalidRegexError(`more than ${REPETITIONS_MAX} counted repetitions`);
	}
	try {
		return RE2JS.compile(expression, flags);
	} catch (cause) {
		const reason = cause instanceof RE2JSSyntaxException ? String(cause.error) : '';
		throw new InvalidRegexError(PROBLEMS[reason] ?? (reason || 'not in RE2 syntax'), { cause });
	}
}
