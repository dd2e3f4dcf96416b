/** A call that arrives through a client is the one that the log itself would write (docs/format.md §8). */
import { openAuditLog } from '@tool-audit/core';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { createAuditClient, type RecordInput } from '../src/index.ts';
import { preparedInput, RECORD } from '../src/http/input.ts';
import { createFakeClient, openMemoryLog } from '../src/testing.ts';
import { openRealServer } from './real-server.ts';

const CALL = { tool: 'x', status: 'ok', result: '' } as const;

function nested(levels: number): object {
	let value: object = { end: true };
	for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { value };
	return value;
}

const cycle: Record<string, unknown> = { name: 'a' };
cycle['self'] = cycle;
cycle['list'] = [cycle, { cycle }];
const shared = { n: 1 };

const VALUES: Record<string, unknown> = {
	'a map': new Map([['a', 1]]),
	'a set': new Set([1, 2]),
	'a map of another realm': runInNewContext('new Map([[1, 2]])'),
	'a class of maps': new (class Named extends Map<string, number> {})(),
	'what only says that it is a map': { [Symbol.toStringTag]: 'Map', size: 3 },
	'an object of a class that says it is a map': new (class {
		size = 2;
		get [Symbol.toStringTag]() {
			return 'Map';
		}
	})(),
	'a weak map': new WeakMap(),
	'not a number': Number.NaN,
	infinities: [Infinity, -Infinity, -0, 1e21, 1e-7],
	'typed arrays': [new Uint8Array(3), new Float64Array(2), new DataView(new ArrayBuffer(5))],
	'a buffer': Buffer.from('abc'),
	'an array buffer': new ArrayBuffer(7),
	'a shared buffer': new SharedArrayBuffer(8),
	'a symbol and a function': [Symbol('s'), () => 1, class {}],
	'nothing in a list': [undefined, null, ...Array<number>(1), 1],
	'nothing as a property': { a: undefined, b: null },
	cycle,
	'the same twice': [shared, shared],
	'an error': new TypeError('x', { cause: new Error('y', { cause: 'z' }) }),
	'an error whose cause is long': new Error('x', { cause: new Error('y'.repeat(300)) }),
	'an error in an error': new AggregateError([new Error('a')], 'many'),
	'an error of another realm': runInNewContext('new RangeError("far")'),
	'a DOMException': new DOMException('no', 'AbortError'),
	'an error without a text': Object.assign(new Error(), { name: '' }),
	'a date': new Date('2026-11-22T10:00:00Z'),
	'an invalid date': new Date(Number.NaN),
	'integers of any size that a number holds': [5n, -(2n ** 53n - 1n)],
	boxed: [Object('a'), Object(1), Object(true), Object(3n), Object(Symbol('s'))],
	'what has toJSON': [
		new URL('https://example.com/'),
		{ toJSON: () => ({ n: new Set() }) },
		{ toJSON: () => undefined },
		{ toJSON: 5 },
	],
	'toJSON that throws': {
		toJSON() {
			throw new RangeError('no');
		},
	},
	'a property that throws': {
		get a() {
			throw new TypeError('no');
		},
		get b() {
			// oxlint-disable-next-line typescript/only-throw-error
			throw 'text';
		},
	},
	'a revoked proxy': (() => {
		const { proxy, revoke } = Proxy.revocable({}, {});
		revoke();
		return proxy;
	})(),
	'a promise': Promise.resolve(1),
	'a promise of a class that says it is something else': new (class extends Promise<void> {
		override get [Symbol.toStringTag]() {
			return 'Task';
		}
	})((resolve) => resolve()),
	'objects of a class': Array.from(
		{ length: 3 },
		(_, n) =>
			new (class Point {
				x = n;
			})(),
	),
	'a regular expression': /a/,
	'an object without a prototype': Object.assign(Object.create(null) as object, { a: 1 }),
	'a name of the language': JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'),
	'63 levels': nested(61),
	'64 levels': nested(62),
	'65 levels': nested(63),
	'66 levels': nested(64),
	'100,000 levels': nested(100_000),
	'toJSON at the last level': { a: { toJSON: () => nested(62) } },
	'a long text': 'ä'.repeat(2_000),
	'half a pair': '\ud83e',
	'a secret in a text': new Error('token ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2'),
	'many items': Array.from({ length: 12_000 }, (_, n) => n),
};

function openMemory() {
	const log = openMemoryLog();
	onTestFinished(() => log.close());
	return log;
}

/** The last entry of a log, without what differs for each call. */
type Written = Record<string, unknown>;
function comparable(raw: string): Written {
	return { ...(JSON.parse(raw) as Written), ts: null, id: null };
}

async function rawOf(log: ReturnType<typeof openMemoryLog>, day: string): Promise<string[]> {
	const lines: string[] = [];
	for await (const batch of log.rows('alice', day)) {
		for (const row of batch) {
			let line = '';
			for await (const bytes of row.raw())
				line += new TextDecoder().decode(bytes, { stream: true });
			lines.push(line);
		}
	}
	return lines;
}

test.each(Object.entries(VALUES))('%s', async (_, value) => {
	const log = openMemory();
	const call = { ...CALL, args: { value }, note: value, extra: { more: value } };
	await log.record({ user: 'alice', ...call });
	const { day } = await createFakeClient({ log }).audit.record.mutate(call);
	const [written, sent] = (await rawOf(log, day)).map(comparable);
	expect(sent).toEqual(written);
});

test('a half of a character in a long result stays as it is', () => {
	const result = `a\ud83eb${'x y '.repeat(6_000)}\ud83e`;
	const { result: sent } = preparedInput({
		path: RECORD,
		input: { ...CALL, args: {}, result },
	}) as {
		result: string;
	};
	expect(result.startsWith(sent)).toBe(true);
});

test.each(['args', 'session', 'extra', 'result'])(
	'%s that throws is named in its place',
	async (name) => {
		const call = {
			...{ ...CALL, args: {} },
			get [name]() {
				throw new TypeError('no');
			},
		};
		const input = preparedInput({ path: RECORD, input: call }) as Record<string, unknown>;
		expect(input).toMatchObject({ tool: 'x', [name]: '[unwritable: threw TypeError]' });
	},
);

test('what is not a list of members in extra', async () => {
	const log = openMemory();
	const cyclic: Record<string, unknown> = {};
	cyclic['self'] = cyclic;
	for (const extra of [new Map(), cyclic, nested(63), [1], 'text']) {
		await log.record({ user: 'alice', ...CALL, args: {}, extra } as never);
		const call = { ...CALL, args: {}, extra };
		const { day } = await createFakeClient({ log }).audit.record.mutate(call as RecordInput);
		const [written, sent] = (await rawOf(log, day)).slice(-2).map(comparable);
		expect(sent).toEqual(written);
	}
});

test('all of them through a server', async () => {
	await using server = await openRealServer();
	const { audit } = createAuditClient({
		url: server.url,
		apiKey: await server.keyFor('audit:read', 'audit:write'),
	});
	const log = openAuditLog({ home: server.home, data: join(server.home, '../data') });
	onTestFinished(() => log.close());
	const args = { ...VALUES, 'many items': [] };
	const { day } = await audit.record.mutate({ ...CALL, args });
	await log.record({ user: 'alice', ...CALL, args });
	const { entries } = await audit.readDay.query({ day });
	const [sent, written] = entries.map(({ entry }) => entry['args']);
	expect(sent).toEqual(written);
});

test('an integer beyond 2^53 arrives with all its digits, as a text', async () => {
	const log = openMemory();
	const args = { n: 2n ** 64n, list: [-(2n ** 53n)] };
	const { day } = await createFakeClient({ log }).audit.record.mutate({ ...CALL, args });
	const { entries } = await log.readDay('alice', day);
	expect(entries[0]!.entry['args']).toEqual({
		n: '18446744073709551616',
		list: ['-9007199254740992'],
	});
});

test('a result that is an error is its text, with its cause', async () => {
	const log = openMemory();
	const result = new Error('x', { cause: new Error('y') }) as unknown as string;
	await createFakeClient({ log }).audit.record.mutate({ ...CALL, args: {}, result });
	const { entries } = await log.recent('alice');
	expect(entries[0]!.entry['result_snippet']).toBe('Error: x (cause: Error: y)');
});

test('values that share others so often that they have no end are refused', async () => {
	let value: object = {};
	for (let level = 0; level < 50; level++) value = { a: value, b: value };
	const call = createFakeClient().audit.record.mutate({ ...CALL, args: { value } });
	await expect(call).rejects.toMatchObject({
		name: 'AuditClientError',
		code: 'bad_input',
		message: expect.stringMatching(/more than 3145728 keys and items/) as string,
	});
});
