import { RE2JS, RE2JSSyntaxException } from 're2js';

/** Each counted repetition is expanded that many times before the expression runs. */
const REPETITIONS_MAX = 1_000;

/**
 * A regular expression in RE2 syntax: it takes linear time, whatever the text.
 *
 * @throws Error with what is wrong, as the rest of a sentence that begins with the expression
 */
export function compileRe2(expression: string, flags = 0): RE2JS {
	let repetitions = 0;
	for (const [, count] of expression.matchAll(/(\d+),?\}/g)) repetitions += Number(count);
	if (repetitions > REPETITIONS_MAX) {
		throw new Error(`has more than ${REPETITIONS_MAX} counted repetitions`);
	}
	try {
		return RE2JS.compile(expression, flags);
	} catch (cause) {
		const reason = cause instanceof RE2JSSyntaxException ? ` (${cause.error})` : '';
		throw new Error(`is not a valid regular expression${reason}`, { cause });
	}
}
