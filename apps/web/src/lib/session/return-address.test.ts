import { expect, it } from 'vitest';
import { returnAddress } from './return-address.ts';

const ORIGIN = 'http://127.0.0.1:8321';

it.each([
	['/audit/2026-11-22?row=a#x', '/audit/2026-11-22?row=a#x'],
	['/files/notes/a%20b.md', '/files/notes/a%20b.md'],
])('goes back to %s', (to, expected) => {
	expect(returnAddress(to, ORIGIN)).toBe(expected);
});

it.each([
	null,
	'',
	'https://evil.example/',
	'//evil.example/a',
	'/\\evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	'\\\\evil.example',
	'javascript:alert(1)',
	'/login?to=/x',
	'/setup#secret',
	'//',
])('goes to the start page instead of %j', (to) => {
	expect(returnAddress(to, ORIGIN)).toBe('/');
});
