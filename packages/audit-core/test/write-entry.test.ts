import { expect, test } from 'vitest';
import {
	call,
	DAY,
	dayPath,
	makeHome,
	readEntries,
	readLines,
	startRecorder,
} from './write-fixture.ts';

async function recordOne(part: object): Promise<{ line: string; entry: Record<string, unknown> }> {
	const home = await makeHome();
	await startRecorder(home).record(call(part));
	const [line] = await readLines(dayPath(home));
	const [entry] = await readEntries(dayPath(home));
	return { line: line!, entry: entry! };
}

const record = async (args: unknown) => (await recordOne({ args })).entry.args;

test('writes the seven required fields first, in their order, and the optional ones after', async () => {
	const { entry } = await recordOne({ session: 's1', duration_ms: 12 });
	const required = ['ts', 'user', 'tool', 'args', 'status', 'result_chars', 'result_snippet'];
	expect(Object.keys(entry)).toEqual([...required, 'id', 'session', 'duration_ms']);
	expect(entry).toMatchObject({ ts: `${DAY}T12:00:00.120+00:00`, session: 's1', duration_ms: 12 });
	expect(entry.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('answers with the id, instant and day that it wrote', async () => {
	const home = await makeHome();
	const receipt = await startRecorder(home).record(call());
	const [entry] = await readEntries(dayPath(home));
	expect(receipt).toEqual({ written: true, id: entry!.id, ts: entry!.ts, day: DAY });
});

test('keeps to its own fields whatever the caller puts there', async () => {
	const { entry } = await recordOne({ id: 'mine', ts: 'then', result_chars: -1, result: 'abc' });
	expect(entry).toMatchObject({ ts: `${DAY}T12:00:00.120+00:00`, result_chars: 3 });
	expect(entry.id).not.toBe('mine');
});

test('cuts an argument over 500 characters, nested ones too, and says how long it was', async () => {
	const cut = `${'a'.repeat(500)} …[501 chars total]`;
	expect(await record({ text: 'a'.repeat(501), deep: [{ text: 'a'.repeat(501) }] })).toEqual({
		text: cut,
		deep: [{ text: cut }],
	});
	expect(await record({ text: 'a'.repeat(500) })).toEqual({ text: 'a'.repeat(500) });
});

test('counts and cuts in code points, and splits no pair', async () => {
	expect(await record({ text: '🦊'.repeat(501) })).toEqual({
		text: `${'🦊'.repeat(500)} …[501 chars total]`,
	});
	const { entry } = await recordOne({ result: `${'x'.repeat(299)}🦊🦊` });
	expect(entry).toMatchObject({ result_chars: 301, result_snippet: `${'x'.repeat(299)}🦊` });
});

test('writes half a pair as an escape, so that the line stays UTF-8', async () => {
	const { line, entry } = await recordOne({ result: 'a\ud83e' });
	expect(line).toContain('"a\\ud83e"');
	expect(entry).toMatchObject({ result_chars: 2, result_snippet: 'a\ud83e' });
});

test('escapes every character at which Python splits lines', async () => {
	const boundaries = '\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029';
	const { line, entry } = await recordOne({
		result: boundaries,
		args: { [boundaries]: boundaries },
	});
	expect([...boundaries].filter((char) => line.includes(char))).toEqual([]);
	expect(entry).toMatchObject({ result_snippet: boundaries, args: { [boundaries]: boundaries } });
});

test('begins no nested object like an entry', async () => {
	const { line, entry } = await recordOne({ args: { ts: 1, list: [{ ts: '{"ts"' }] } });
	expect(line.lastIndexOf('{"ts"')).toBe(0);
	expect(entry.args).toEqual({ ts: 1, list: [{ ts: '{"ts"' }] });
});

test('keeps a key named __proto__ and integers of any size', async () => {
	const { line } = await recordOne({
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
		'a number that is none',
		{ a: Number.NaN, b: -Infinity },
		{ a: '[unwritable: NaN]', b: '[unwritable: -Infinity]' },
	],
	['a function', { a: () => 1 }, { a: '[unwritable: function]' }],
	['a symbol', { a: Symbol('s') }, { a: '[unwritable: symbol]' }],
	['a cycle', cycle, { self: '[unwritable: cycle]' }],
	['a date', { a: new Date(0) }, { a: '1970-01-01T00:00:00.000Z' }],
	['bytes', { a: Buffer.from('abc') }, { a: '[unwritable: Buffer of 3 bytes]' }],
	['a map', { a: new Map([[1, 2]]) }, { a: '[unwritable: Map of 1 items]' }],
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
])('says what it put in the place of %s', async (_name, args, written) => {
	expect(await record(args)).toEqual(written);
});

function boom(): never {
	throw new TypeError('boom');
}

function revoked(): object {
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	return proxy;
}

test('reads each property once, so that what was looked at is what is written', async () => {
	let reads = 0;
	const args = Object.defineProperty({}, 'a', { enumerable: true, get: () => ++reads });
	expect(await record(args)).toEqual({ a: 1 });
	expect(reads).toBe(1);
});

test('cuts what is nested too deep', async () => {
	let args: object = {};
	for (let depth = 0; depth < 5_000; depth++) args = { in: args };
	expect(JSON.stringify(await record(args))).toMatch(
		/^(\{"in":){64}"\[cut: deeper than 64 levels\]"\}{64}$/,
	);
});

test('cuts what has too many keys or items', async () => {
	const list = (await record({ list: Array.from({ length: 20_000 }, () => 0) })) as {
		list: unknown[];
	};
	expect(list.list.at(-1)).toBe('[cut: 10001 more items]');
	const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, key) => [`k${key}`, 0]));
	expect(((await record(keys)) as Record<string, unknown>)['…']).toBe('[cut: 10000 more keys]');
});
