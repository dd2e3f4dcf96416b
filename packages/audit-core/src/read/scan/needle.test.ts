import { expect, test } from 'vitest';
import { statusNamed } from '../../format/status.ts';
import { statusNeedle } from './needle.ts';

const denied = statusNeedle((word) => statusNamed(word) === 'denied');
const hits = (line: string) => denied(Buffer.from(`${line}\n`), 0) !== -1;

test.each([
	'{"status":"denied"}',
	'{"status": "Permission denied"}',
	'{"status"\t:\r "BLOCKED"}',
	'{"args":{"status":"ok"},"status":"forbidden"}',
	// Only a parse tells these apart.
	'{"args":{"status":"denied"},"status":"ok"}',
	'{"status":"den\\u0069ed"}',
])('finds %s', (line) => {
	expect(hits(line)).toBe(true);
});

test.each([
	'{"status":"ok"}',
	'{"status":"okay"}',
	'{"status":"error","result":"denied"}',
	'{"status":true}',
	'{"status":null}',
	'{"status":["denied"]}',
	'{"my status":"denied"}',
	'{"status","denied"}',
	`{"status":"denied${'x'.repeat(100)}"}`,
	'{"stat',
	'us"',
])('does not find %s', (line) => {
	expect(hits(line)).toBe(false);
});

test('false is an error', () => {
	const error = statusNeedle((word) => statusNamed(word) === 'error');
	expect(error(Buffer.from('{"status": false}\n'), 0)).not.toBe(-1);
	expect(denied(Buffer.from('{"status": false}\n'), 0)).toBe(-1);
});
