import { expect, test } from 'vitest';
import { encodeOne } from './encode.fixture.ts';

test('the members of extra are written beside the other fields, after them', () => {
	const { entry } = encodeOne({
		session: 's',
		extra: { tenant: 'acme', attempt: 2, at: undefined },
	});
	expect(Object.keys(entry).slice(-4)).toEqual(['id', 'session', 'tenant', 'attempt']);
	expect(entry).toMatchObject({ tenant: 'acme', attempt: 2 });
});

test('a member of extra replaces no field of the call, and none of the recorder', () => {
	const extra = {
		...{ ts: 'x', id: 'x', user: 'x', tool: 'x', args: 'x', status: 'x', result: 'x' },
		...{ result_chars: 'x', result_snippet: 'x', recorded_at: 'x', session: 'x', cwd: 'x' },
	};
	const { entry } = encodeOne({ session: 's', host: null, cwd: undefined, extra });
	expect(Object.values(entry).filter((value) => value === 'x')).toEqual(['x']);
	expect(entry).toMatchObject({ session: 's', host: null, cwd: 'x' });
});

test('extra is redacted and truncated like the arguments, with the other fields around it', () => {
	const { entry } = encodeOne({
		name: 'password',
		extra: { value: 'hunter2', long: 'x'.repeat(501) },
	});
	expect(entry.value).toMatch(/^\[redacted:password:/);
	expect(entry.long).toBe(`${'x'.repeat(500)} …[501 chars total]`);
	expect(encodeOne({ extra: { apiKey: 'abc' } }).entry.apiKey).toMatch(/^\[redacted:api-key:/);
});

test.each([
	['a text', 'x', 'x'],
	['a list', [1], [1]],
	['null', null, null],
	['a map', new Map(), '[unwritable: Map of 0 items]'],
	['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
	['a field of this name', { extra: 1, a: 2 }, 1],
])('of a program without types, extra may be %s', (_, extra, written) => {
	expect(encodeOne({ extra }).entry.extra).toEqual(written);
});

test('no property of extra makes recording fail', () => {
	const thrower = {
		fine: 1,
		get bad(): unknown {
			throw new TypeError('no');
		},
	};
	expect(encodeOne({ extra: thrower }).entry).toMatchObject({
		...{ fine: 1, bad: '[unwritable: threw TypeError]' },
	});
	const revoked = Proxy.revocable({}, {});
	revoked.revoke();
	expect(encodeOne({ extra: revoked.proxy }).entry.extra).toBe('[unwritable: threw TypeError]');
	const { line } = encodeOne({ extra: JSON.parse('{"__proto__":{"a":1},"7":true}') as object });
	expect(line).toContain('"__proto__":{"a":1}');
	expect(line).toContain('"7":true');
});
