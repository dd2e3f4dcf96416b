import { expect, test } from 'vitest';
import { statusNamed } from '../../format/status.ts';
import { openKernels } from './kernels.ts';
import { statusNeedle } from './needle.ts';

const kernels = openKernels();

function finds(line: string, status: 'denied' | 'error'): boolean {
	const find = statusNeedle((value) => statusNamed(value) === status)(kernels, 0);
	const [start] = kernels.blocks;
	const end = start + kernels.memory.write(`${line}\n`, start);
	return find(start, end) !== -1;
}
const hits = (line: string) => finds(line, 'denied');

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
	expect(finds('{"status": false}', 'error')).toBe(true);
	expect(finds('{"status": false}', 'denied')).toBe(false);
});
