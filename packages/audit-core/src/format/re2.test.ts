import { expect, test } from 'vitest';
import { compileRe2 } from './re2.ts';

test.each([
	['missing closing parenthesis', '('],
	['closing parenthesis without an opening one', 'a)'],
	['missing closing bracket', '[a'],
	['nothing to repeat before *, +, ? or {}', '*a'],
	['two repetitions in a row, such as **', 'a**'],
	['invalid number of repetitions, or more than 1000', 'a{2,1}'],
	['more than 1000 counted repetitions', 'a{600}{600}'],
	['backslash at the end', 'a\\'],
	['unknown character after a backslash', '(a)\\1'],
	['invalid range or class in brackets', '[z-a]'],
	['unsupported syntax after (?', '(?=a)'],
	['invalid group name, or unsupported syntax after (?<', '(?<=a)b'],
	['too many groups within groups', '('.repeat(1_500) + ')'.repeat(1_500)],
	['duplicate capture group name', '(?<n>a)(?<n>b)'],
])('says of an expression: %s', (problem, expression) => {
	expect(() => compileRe2(expression)).toThrow(expect.objectContaining({ problem }));
});
