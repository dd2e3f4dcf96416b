/** A call of which reading a part throws is an entry all the same (docs/format.md §8). */
import { expect, onTestFinished, test } from 'vitest';
import { openMemoryLog } from '../testing.ts';
import { createEntryEncoder } from './encoder.ts';
import { call, NAME } from './encode.fixture.ts';

const THREW = '[unwritable: threw TypeError]';

function fail(): never {
	throw new TypeError('no');
}

/** A call with one part that throws when it is read. */
function throwing(name: string, more: object = {}) {
	return Object.defineProperty(call({ session: 's', ...more }), name, {
		enumerable: true,
		get: fail,
	});
}

function encoded(given: ReturnType<typeof call>, redact?: false) {
	const encode = createEntryEncoder({ redact });
	return JSON.parse(Buffer.from(encode(given, NAME)).toString()) as Record<string, unknown>;
}

const WHOLE = { tool: 'files.read', args: {}, status: 'ok', result_snippet: '', session: 's' };

test.each([
	['tool', { tool: THREW }],
	['args', { args: THREW }],
	['status', { status: THREW }],
	['result', { result_snippet: THREW, result_chars: THREW.length }],
	['session', { session: THREW }],
	['extra', { extra: THREW }],
	['colour', { colour: THREW }],
])('%s', (name, written) => {
	for (const redact of [undefined, false] as const) {
		expect(encoded(throwing(name), redact)).toMatchObject({ ...WHOLE, ...written });
	}
});

test('a result that is an error whose message throws', () => {
	const result = Object.defineProperty(new Error(), 'message', { get: fail });
	expect(encoded(call({ session: 's', result }))).toMatchObject({
		...WHOLE,
		result_snippet: THREW,
	});
});

test('a result whose prototype can’t be read', () => {
	const result = new Proxy({}, { getPrototypeOf: fail });
	expect(encoded(call({ session: 's', result }))).toMatchObject({
		...WHOLE,
		result_snippet: THREW,
	});
});

test('a proxy that does not tell its names keeps the fields of the format', () => {
	const given = call({ session: 's', colour: 'red', extra: { tenant: 'acme' } });
	const proxy = new Proxy(given, { ownKeys: fail });
	const entry = encoded(proxy);
	expect(entry).toMatchObject({ ...WHOLE, tenant: 'acme', '…': THREW });
	expect(entry).not.toHaveProperty('colour');
	expect(Object.keys(entry).at(-1)).toBe('…');
});

test('a recorder writes it', async () => {
	const log = openMemoryLog();
	onTestFinished(() => log.close());
	for (const name of ['tool', 'args', 'result', 'session', 'extra']) {
		expect(await log.record(throwing(name))).toMatchObject({ written: true });
	}
	expect(await log.record(new Proxy(call(), { ownKeys: fail }))).toMatchObject({ written: true });
});
