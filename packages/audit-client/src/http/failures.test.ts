import { expect, test } from 'vitest';
import { retryAfterOf, serverFailure } from './failures.ts';

test.each([
	['7', 7_000],
	['0', 0],
	['-5', 0],
	['Sun, 22 Nov 2015 10:00:00 GMT', 0],
	['soon', null],
])('Retry-After: %s is a wait of %s ms', (value, waitMs) => {
	expect(retryAfterOf(new Headers({ 'retry-after': value }))).toBe(waitMs);
});

test('Retry-After may be a date', () => {
	const value = new Date(Date.now() + 3_600_000).toUTCString();
	const waitMs = retryAfterOf(new Headers({ 'retry-after': value }))!;
	expect(Math.round(waitMs / 60_000)).toBe(60);
});

test('the wait that the server asks for is given in seconds, and told in milliseconds', () => {
	const data = { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, retryAfterSeconds: 7 };
	const error = serverFailure({ code: -32_000, message: 'Restarting.', data });
	expect(error).toMatchObject({ retryAfterMs: 7_000, retryable: true });
});

test.each([
	[400, 'bad_input'],
	[415, 'bad_input'],
	[499, 'aborted'],
	[500, 'server'],
	[undefined, 'server'],
])('an error of the server with the status %s is %s', (httpStatus, code) => {
	const data = { code: 'ODD', httpStatus: httpStatus as number };
	expect(serverFailure({ code: -32_000, message: 'Odd.', data }).code).toBe(code);
});
