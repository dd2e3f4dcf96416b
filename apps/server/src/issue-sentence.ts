/**
 * What is expected, for input that a schema refuses without a sentence of its own. zod's sentences are for developers: they
 * name its types.
 */
import * as z from 'zod';

const KINDS: Record<string, string> = {
	object: 'an object',
	record: 'an object',
	array: 'a list',
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	null: 'null',
};
/** What a bound counts, by the kind of value. */
const UNITS: Record<string, string> = { string: 'character', array: 'value' };

/** Only for a process that serves: zod has one configuration for all its schemas. */
export function useIssueSentences(): void {
	z.config({ customError: issueSentence });
}

function issueSentence(issue: z.core.$ZodRawIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return `Give ${KINDS[issue.expected] ?? 'another kind of value'}.`;
		case 'invalid_value':
			return `Give ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
		case 'too_small':
			return bounded(issue.origin, 'at least', issue.minimum);
		case 'too_big':
			return bounded(issue.origin, 'at most', issue.maximum);
		case 'unrecognized_keys':
			return `There is no part ${JSON.stringify(issue.keys[0])}.`;
		default:
			return 'Give another value.';
	}
}

function bounded(kind: string, bound: string, size: number | bigint): string {
	const unit = UNITS[kind];
	const what = KINDS[kind] ?? 'a value';
	return unit === undefined
		? `Give ${what} of ${bound} ${size}.`
		: `Give ${what} of ${bound} ${size} ${unit}${Number(size) === 1 ? '' : 's'}.`;
}
