import vm from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Call } from '../audit-log.ts';
import { call, encodeOne, NAME } from './encode.fixture.ts';
import { UNPREPARED_ENTRIES } from './encode.ts';
import { createEntryEncoder } from './encoder.ts';

const recordArgs = (args: unknown) => encodeOne({ args }).entry.args;

test('writes the seven required fields first, in their order, and the optional ones after', () => {
	const { entry } = encodeOne({ session: 's1', duration_ms: 12 });
	const required = ['ts', 'user', 'tool', 'args', 'status', 'result_chars', 'result_snippet'];
	expect(Object.keys(entry)).toEqual([...required, 'id', 'session', 'duration_ms']);
	expect(entry).toMatchObject({ ts: NAME.ts, session: 's1', duration_ms: 12 });
});

test('sets its own fields whatever the caller passes for them', () => {
	const { entry } = encodeOne({ id: 'mine', ts: 'then', result_chars: -1, result: 'abc' });
	expect(entry).toMatchObject({ ts: NAME.ts, result_chars: 3 });
	expect(entry.id).toBe(NAME.id);
});

test('truncates arguments over 500 characters, also nested ones, and gives their length', () => {
	const cut = `${'a'.repeat(500)} …[501 chars total]`;
	expect(recordArgs({ text: 'a'.repeat(501), deep: [{ text: 'a'.repeat(501) }] })).toEqual({
		text: cut,
		deep: [{ text: cut }],
	});
	expect(recordArgs({ text: 'a'.repeat(500) })).toEqual({ text: 'a'.repeat(500) });
});

test('counts and truncates in code points, and splits no surrogate pair', () => {
	expect(recordArgs({ text: '🦊'.repeat(501) })).toEqual({
		text: `${'🦊'.repeat(500)} …[501 chars total]`,
	});
	const { entry } = encodeOne({ result: `${'x'.repeat(299)}🦊🦊` });
	expect(entry).toMatchObject({ result_chars: 301, result_snippet: `${'x'.repeat(299)}🦊` });
});

test('writes half a pair as an escape, so that the line stays UTF-8', () => {
	const { line, entry } = encodeOne({ result: 'a\ud83e' });
	expect(line).toContain('"a\\ud83e"');
	expect(entry).toMatchObject({ result_chars: 2, result_snippet: 'a\ud83e' });
});

test.each(['\u007f', '\u009b', 'é\u007f\u0080'])('writes no control character raw: %j', (text) => {
	const { line, entry } = encodeOne({ result: text });
	expect(line).not.toMatch(/[\u007f-\u009f]/);
	expect(entry.result_snippet).toBe(text);
});

test('escapes every character at which Python splits lines', () => {
	const boundaries = '\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029';
	const { line, entry } = encodeOne({
		result: boundaries,
		args: { [boundaries]: boundaries },
	});
	expect([...boundaries].filter((char) => line.includes(char))).toEqual([]);
	expect(entry).toMatchObject({ result_snippet: boundaries, args: { [boundaries]: boundaries } });
});

test.each([
	[undefined, ''],
	[null, ''],
	[{ a: [1] }, '{"a":[1]}'],
	[12, '12'],
])('accepts %j as a result, with the text %j', (result, text) => {
	const { entry } = encodeOne({ result });
	expect(entry).toMatchObject({ result_chars: text.length, result_snippet: text });
});

test('writes no nested object that begins like an entry', () => {
	const { line, entry } = encodeOne({ args: { ts: 1, list: [{ ts: '{"ts"' }] } });
	expect(line.lastIndexOf('{"ts"')).toBe(0);
	expect(entry.args).toEqual({ ts: 1, list: [{ ts: '{"ts"' }] });
});

test('keeps a key named __proto__ and integers of any size', () => {
	const { line } = encodeOne({
		args: JSON.parse('{"__proto__":{"a":1}}') as object,
		big: 12345678901234567890n,
	});
	expect(line).toContain('"args":{"__proto__":{"a":1}}');
	expect(line).toContain('"big":12345678901234567890');
});

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

test.each([
	['undefined', { a: undefined, b: [undefined] }, { b: [null] }],
	[
		'a number that JSON does not have',
		{ a: Number.NaN, b: -Infinity },
		{ a: '[unwritable: NaN]', b: '[unwritable: -Infinity]' },
	],
	['a function', { a: () => 1 }, { a: '[unwritable: function]' }],
	['a symbol', { a: Symbol('s') }, { a: '[unwritable: symbol]' }],
	['a cycle', cycle, { self: '[unwritable: cycle]' }],
	['a date', { a: new Date(0) }, { a: '1970-01-01T00:00:00.000Z' }],
	['bytes', { a: Buffer.from('abc') }, { a: '[unwritable: Buffer of 3 bytes]' }],
	['an ArrayBuffer', { a: new ArrayBuffer(5) }, { a: '[unwritable: ArrayBuffer of 5 bytes]' }],
	['a map', { a: new Map([[1, 2]]) }, { a: '[unwritable: Map of 1 items]' }],
	['a set', { a: new Set([1, 2]) }, { a: '[unwritable: Set of 2 items]' }],
	['a promise', { a: Promise.resolve(1) }, { a: '[unwritable: Promise]' }],
	['an error', { a: new RangeError('no') }, { a: 'RangeError: no' }],
	[
		'boxed values',
		{ a: [new String('a'), new Number(1), new Boolean(false), Object(1n), Object(Symbol('s'))] },
		{ a: ['a', 1, false, 1, '[unwritable: symbol]'] },
	],
	[
		'shared memory',
		{ a: new SharedArrayBuffer(5) },
		{ a: '[unwritable: SharedArrayBuffer of 5 bytes]' },
	],
	[
		'toJSON that throws',
		{ a: { toJSON: () => boom() }, b: 1 },
		{ a: '[unwritable: threw TypeError]', b: 1 },
	],
	[
		'a getter that throws',
		Object.defineProperty({ b: 1 }, 'a', { enumerable: true, get: boom }),
		{ b: 1, a: '[unwritable: threw TypeError]' },
	],
	[
		'a proxy that throws',
		{ a: new Proxy({}, { ownKeys: boom }), b: 1 },
		{ a: '[unwritable: threw TypeError]', b: 1 },
	],
	['a revoked proxy', { a: revoked(), b: 1 }, { a: '[unwritable: threw TypeError]', b: 1 }],
])('replaces %s by what JSON can hold', (_name, args, written) => {
	expect(recordArgs(args)).toEqual(written);
});

/** As libraries for old engines make them. */
function OldError(this: Error, message: string) {
	this.message = message;
}
OldError.prototype = Object.create(Error.prototype, { name: { value: 'OldError' } });

const looped = new Error('loop');
looped.cause = looped;

test.each<[unknown, string]>([
	[new TypeError('x'), 'TypeError: x'],
	[new Error(''), 'Error'],
	[Object.assign(new Error('a'), { name: '' }), 'a'],
	[Object.assign(new Error('a'), { name: 7, message: {} }), 'Error'],
	[new DOMException('stopped', 'AbortError'), 'AbortError: stopped'],
	[Reflect.construct(OldError, ['no']), 'OldError: no'],
	[new Error('a', { cause: new Error('b') }), 'Error: a (cause: Error: b)'],
	[new Error('a', { cause: 'the disk' }), 'Error: a (cause: the disk)'],
	[new Error('a', { cause: { code: 7 } }), 'Error: a'],
	[new Error('a', { cause: new Error('b'.repeat(300)) }), 'Error: a'],
	[looped, 'Error: loop (cause: Error: loop (cause: Error: loop))'],
	[Object.assign(new Error('a'), { toJSON: () => ({ told: true }) }), { told: true } as never],
	[
		{ name: 'Error', message: 'plain', stack: '' },
		{ name: 'Error', message: 'plain', stack: '' } as never,
	],
	[new Error('x'.repeat(600)), `${`Error: ${'x'.repeat(600)}`.slice(0, 500)} …[607 chars total]`],
])('an error in the arguments keeps what it says: %s', (error, written) => {
	expect(recordArgs({ error, list: [error] })).toEqual({ error: written, list: [written] });
});

test('an error is redacted like any text, also as the result', () => {
	const token = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');
	const error = new Error(`no access with ${token}`, { cause: new Error(`token=${token}`) });
	const { text, entry } = encodeOne({ args: { error }, result: error });
	expect(text).not.toContain(token);
	expect(entry.args).toEqual({
		error: expect.stringMatching(/^Error: no access with \[redacted:github-token:\w{8}\] \(cause:/),
	});
	expect(entry.result_snippet).toMatch(/^Error: no access with \[redacted/);
});

test('an error whose parts throw is named', () => {
	const error = Object.defineProperty(new Error('a'), 'message', { get: boom });
	expect(recordArgs({ error })).toEqual({ error: '[unwritable: threw TypeError]' });
});

/** One of each, made by code of this realm or of another. */
const KINDS = `({
	plain: { a: [1, { b: 'c' }], n: null, u: undefined, long: 'x'.repeat(501) },
	secret: { password: 'hunter2', list: ['--token', 'abc'] },
	error: new TypeError('x', { cause: new RangeError('y') }),
	custom: new (class Odd extends Error { name = 'Odd' })('z'),
	map: new Map([[1, 2]]),
	set: new Set([1]),
	promise: Promise.resolve(1),
	bytes: new Uint8Array(3),
	buffer: new ArrayBuffer(5),
	date: new Date(0),
	boxed: [new String('a'), new Number(1), new Boolean(true), Object(1n)],
	big: 12345678901234567890n,
	nothing: Object.create(null),
	instance: new (class { a = 1; get b() { return 2 } })(),
	cycle: (() => { const a = {}; a.a = a; return a })(),
	throws: { get a() { throw new TypeError('no') } },
	fn: () => 1,
})`;

test('values of another realm are written like those of this one', () => {
	const here = vm.runInThisContext(KINDS) as Record<string, unknown>;
	const there = vm.runInNewContext(KINDS) as Record<string, unknown>;
	expect((there.error as object) instanceof Error).toBe(false);
	const key = Buffer.alloc(32);
	for (const redact of [{ key }, false] as const) {
		expect(encodeOne({ args: there }, { redact }).entry.args) //
			.toEqual(encodeOne({ args: here }, { redact }).entry.args);
	}
	expect(encodeOne({ args: there }, { redact: false }).entry.args).toMatchObject({
		error: 'TypeError: x (cause: RangeError: y)',
		map: '[unwritable: Map of 1 items]',
		bytes: '[unwritable: Uint8Array of 3 bytes]',
		date: '1970-01-01T00:00:00.000Z',
		boxed: ['a', 1, true, 1],
		throws: { a: '[unwritable: threw TypeError]' },
	});
	const pattern = vm.runInNewContext('/B-\\d{4}/') as RegExp;
	const { entry } = encodeOne(
		{ args: { text: 'B-1234' } },
		{ redact: { patterns: [{ name: 'badge', pattern }] } },
	);
	expect(entry.args).toEqual({ text: expect.stringMatching(/^\[redacted:badge:/) });
});

function boom(): never {
	throw new TypeError('boom');
}

function revoked(): object {
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	return proxy;
}

test('reads each property once, so that what was checked is what is written', () => {
	let reads = 0;
	const args = Object.defineProperty({}, 'a', { enumerable: true, get: () => ++reads });
	const encode = createEntryEncoder();
	const argsOf = (line: Uint8Array) => (JSON.parse(Buffer.from(line).toString()) as Call).args;
	for (let entry = 1; entry <= UNPREPARED_ENTRIES * 2; entry++) {
		expect(argsOf(encode(call({ args }), NAME))).toEqual({ a: entry });
		expect(reads).toBe(entry);
	}
});

test('drops what is nested too deeply', () => {
	let args: object = {};
	for (let depth = 0; depth < 5_000; depth++) args = { in: args };
	expect(JSON.stringify(recordArgs(args))).toMatch(
		/^(\{"in":){64}"\[cut: deeper than 64 levels\]"\}{64}$/,
	);
});

test('drops keys and items beyond the limit', () => {
	const list = recordArgs({ list: Array.from({ length: 20_000 }, () => 0) }) as {
		list: unknown[];
	};
	expect(list.list.at(-1)).toBe('[cut: 10001 more items]');
	const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, key) => [`k${key}`, 0]));
	expect((recordArgs(keys) as Record<string, unknown>)['…']).toBe('[cut: 10000 more keys]');
});

test('both encoders write the same line for a plain entry', () => {
	const name = fc.oneof(
		fc.constantFrom('ts', 'value', 'name', 'password', 'token', '__proto__', 'toJSON', '7', 'ö'),
		fc.string({ maxLength: 6 }),
	);
	const text = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 20 }),
		fc.constantFrom('--password', 'Authorization', '\ud83e', '\u2028', 'a'.repeat(501)),
	);
	const { value } = fc.letrec<{ value: unknown }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 3, withCrossShrink: true },
			...[text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined)],
			fc.array(tie('value'), { maxLength: 4 }),
			fc.dictionary(name, tie('value'), { maxKeys: 4 }),
		),
	}));
	const encode = createEntryEncoder();
	const lineOf = (part: object) => Buffer.from(encode(call(part), NAME)).toString();
	// A field of a name like this is not plain, and without a value it is not written.
	const inPieces = { _inPieces: undefined };
	const parts = fc.record({ tool: value, args: value, status: value, result: value, more: value });
	fc.assert(
		fc.property(parts, fc.dictionary(name, value, { maxKeys: 2 }), (part, further) => {
			const entry = { ...further, ...part };
			expect(lineOf(entry)).toBe(lineOf({ ...entry, ...inPieces }));
		}),
		{ numRuns: 300 },
	);
});
