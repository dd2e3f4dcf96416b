import { expect, test } from 'vitest';
import { preparedInput, RECORD } from './input.ts';

const withNumber = (n: bigint) => ({
	path: RECORD,
	input: { tool: 'x', args: { n }, status: 'ok', result: '', id: 'a' },
});

test.each([2n ** 53n - 1n, -(2n ** 53n) + 1n])('the bigint %s is sent as a number', (n) => {
	expect(preparedInput(withNumber(n))).toMatchObject({ args: { n: Number(n) } });
});

test.each([2n ** 53n, -(2n ** 53n)])('the bigint %s is sent as its digits', (n) => {
	expect(preparedInput(withNumber(n))).toMatchObject({ args: { n: String(n) } });
});

test('a bigint that a number does not hold is refused where the server reads a number', () => {
	const op = { path: 'audit.rows', input: { minDurationMs: 2n ** 53n } };
	expect(() => preparedInput(op)).toThrow('minDurationMs is a bigint beyond 2^53');
});
