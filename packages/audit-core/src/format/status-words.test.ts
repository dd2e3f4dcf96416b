import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statusNamed } from './status.ts';
import { STATUS_WORDS, statusMeant, tellsOfDenial } from './status-words.ts';

const FORMAT = readFileSync(join(import.meta.dirname, '../../../../docs/format.md'), 'utf8');

test.each(Object.entries(STATUS_WORDS))(
	'docs/format.md lists the words for %s',
	(status, words) => {
		const [, listed = ''] =
			new RegExp(`^\\s*\\| \`${status}\`\\s*\\| (.*) \\|$`, 'm').exec(FORMAT) ?? [];
		const told = [...listed.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
		expect(told.filter((word) => word !== 'true' && word !== 'false').toSorted()).toEqual(
			words.toSorted(),
		);
	},
);

const MEANINGS: [value: unknown, status: string][] = [
	['success', 'ok'],
	['OK', 'ok'],
	['Completed', 'ok'],
	[true, 'ok'],
	['timeout', 'error'],
	['Timed out', 'error'],
	['TIMED_OUT', 'error'],
	['timed-out', 'error'],
	['blocked', 'denied'],
	['Permission denied', 'denied'],
	['access_denied', 'denied'],
	['FORBIDDEN', 'denied'],
	['pending', 'other'],
	['', 'other'],
	['oK', 'ok'],
	['Permission Denied', 'denied'],
	['DEADLINE_EXCEEDED', 'error'],
	['error ', 'error'],
	['bloc\u212aed', 'other'],
	[false, 'error'],
	['SEVERE', 'error'],
	[200, 'other'],
	[null, 'other'],
	[undefined, 'other'],
	[['ok'], 'other'],
	['constructor', 'other'],
	['__proto__', 'other'],
];

test.each(MEANINGS)('%j counts as %s', (value, status) => {
	expect(statusNamed(value)).toBe(status);
	expect(statusMeant(value) ?? 'other').toBe(status);
});

test.each([
	['blocked', true],
	['EPERM: Operation Not Allowed', true],
	['the queue is blocked', false],
	['connection refused', false],
	['notforbiddenhere', false],
])('%s tells of a denial: %s', (text, expected) => {
	expect(tellsOfDenial(text)).toBe(expected);
});
