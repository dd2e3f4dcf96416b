import { expect, test } from 'vitest';
import { keyNameSchema, passwordSchema, usernameSchema } from './account.ts';
import { passwordProblem, usernameProblem } from './rules.ts';

test.each(['ada', 'Ada', '9a', 'a-b.c_d', 'a'.repeat(64)])('%s can be a username', (name) => {
	expect(usernameProblem(name)).toBeNull();
	expect(usernameSchema.parse(name)).toBe(name.toLowerCase());
});

test.each([
	['', 'A username has at least 2 characters.'],
	['a', 'A username has at least 2 characters.'],
	['a'.repeat(65), 'A username has at most 64 characters.'],
	...['.ada', '-ada', '_ada', 'ada!', 'a da', 'ada\n', '../ada', 'ädä'].map((name) => [
		name,
		'A username is made of letters a–z, digits, dot, dash and underscore, and begins with a letter or digit.',
	]),
] as [string, string][])('%j can’t be a username: %s', (name, problem) => {
	expect(usernameProblem(name)).toBe(problem);
	expect(usernameSchema.safeParse(name).error?.issues).toMatchObject([{ message: problem }]);
});

test.each([
	['x'.repeat(9), 'A password has at least 10 characters.'],
	['x'.repeat(10), null],
	['x'.repeat(128), null],
	['x'.repeat(129), 'A password has at most 128 characters.'],
])('the problem with the password %s is: %s', (password, problem) => {
	expect(passwordProblem(password)).toBe(problem);
	expect(passwordSchema.safeParse(password).error?.issues[0]?.message ?? null).toBe(problem);
});

test.each([
	['', 'A key needs a name that says where it is used.'],
	['  ', 'A key needs a name that says where it is used.'],
	['x', null],
	[` ${'x'.repeat(64)} `, null],
	['x'.repeat(65), "A key's name has at most 64 characters."],
])('the problem with the key name %j is: %s', (name, problem) => {
	const found = keyNameSchema.safeParse(name);
	expect(found.error?.issues[0]?.message ?? null).toBe(problem);
	if (found.success) expect(found.data).toBe(name.trim());
});
