import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { codeOf, nullIfMissing } from './errors.ts';

test.each([
	['an error', Object.assign(new Error('gone'), { code: 'ENOENT' }), 'ENOENT'],
	[
		'an error of another realm',
		runInNewContext("Object.assign(new Error('gone'), { code: 'ENOENT' })") as unknown,
		'ENOENT',
	],
	['an error without a code', new Error('gone'), ''],
	['an error with a number', Object.assign(new Error('gone'), { code: 1 }), ''],
	['nothing', undefined, ''],
])('knows the code of %s', (_, error, code) => {
	expect(codeOf(error)).toBe(code);
});

test('a file that is missing is null, whatever realm says so', () => {
	const error: unknown = runInNewContext("Object.assign(new Error('gone'), { code: 'ENOENT' })");
	expect(nullIfMissing(error)).toBeNull();
});
