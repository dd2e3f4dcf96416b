/** `log.calls`: which calls a day has already. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openAuditLog } from '../src/index.ts';
import { DAY, makeHome } from './write-fixture.ts';

async function callsOf(text: string) {
	const home = await makeHome();
	const log = openAuditLog({ home, timeZone: 'UTC' });
	onTestFinished(() => log.close());
	await mkdir(join(home, 'alice', 'tool_audit'), { recursive: true });
	await writeFile(join(home, 'alice', 'tool_audit', `${DAY}.jsonl`), text);
	const calls = await log.calls('alice', DAY);
	const bySource = Map.groupBy(calls, ([source]) => source);
	for (const [source, id] of calls) expect(calls.has(source, id)).toBe(true);
	return Object.fromEntries(
		[...bySource].map(([source, pairs]) => [source, pairs.map(([, id]) => id)]),
	);
}

const line = (fields: object) =>
	JSON.stringify({
		...{ ts: `${DAY}T07:00:00`, user: 'alice', tool: 't', args: {}, status: 'ok' },
		...{ result_chars: 0, result_snippet: '', ...fields },
	});

test('ids by their source', async () => {
	const text = [
		line({ call_id: 'a', source: 'one' }),
		line({ source: 'two', call_id: 'b' }),
		line({ call_id: 'c', session: 's', source: 'one', cwd: '/x' }),
		line({ call_id: 'd' }),
		line({ source: 'one' }),
	].join('\n');
	expect(await callsOf(`${text}\n`)).toEqual({ one: ['a', 'c'], two: ['b'], '': ['d'] });
	// The last line counts without its newline too.
	expect(await callsOf(text.split('\n').slice(0, 1).join('\n'))).toEqual({ one: ['a'] });
});

test('a day without a file has none, and a damaged line none either', async () => {
	expect(await callsOf('')).toEqual({});
	expect(await callsOf(`{"ts":"${DAY}","call_id":"a","source":"one"\n`)).toEqual({});
});

test.each([
	['in the arguments', line({ args: { call_id: 'x', source: 'one' } })],
	['at the end of an argument', line({ args: { y: { call_id: 'x', source: 'one' } } })],
	['in a text', line({ args: { text: '","call_id":"x","source":"one"}' } })],
	['in what is no entry', 'x,"call_id":"x","source":"one"}'],
	['that is no text', line({ call_id: 7, source: 'one' })],
])('a name %s is not that of the entry', async (_, text) => {
	expect(await callsOf(`${text}\n`)).toEqual({});
});

test('a name in an argument is not that of the entry where that of the line before was', async () => {
	const own = { call_id: 'a', source: 'one' };
	const text = [line(own), line({ ...own, call_id: 'b', more: { call_id: 'x', source: 'one' } })];
	expect(await callsOf(`${text.join('\n')}\n`)).toEqual({ one: ['a', 'b'] });
});

const value = fc.oneof(
	fc.constantFrom('a', 'b"c', 'é', '\\', 'call_id', '","call_id":"x"'),
	fc.constantFrom(1, null, true),
	fc.dictionary(fc.constantFrom('call_id', 'source', 'x'), fc.constantFrom('a', 1), { maxKeys: 3 }),
);
const entry = fc
	.uniqueArray(fc.tuple(fc.constantFrom('call_id', 'source', 'session', 'x'), value), {
		selector: ([name]) => name,
	})
	.chain((members) => fc.shuffledSubarray(members, { minLength: members.length }))
	.map((members) => Object.fromEntries(members) as Record<string, unknown>);

test('the same as from parsed entries', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(entry, fc.constantFrom('', '\r', ' ', '}', '\n')), { maxLength: 6 }),
			async (lines) => {
				const expected = new Map<string, Set<string>>();
				for (const [{ call_id: id, source }, end] of lines) {
					if (typeof id !== 'string' || end === '}') continue;
					const name = typeof source === 'string' ? source : '';
					expected.set(name, (expected.get(name) ?? new Set()).add(id));
				}
				const text = lines.map(([fields, end]) => `${line(fields)}${end}\n`).join('');
				const found = await callsOf(text);
				expect(found).toEqual(
					Object.fromEntries([...expected].map(([source, ids]) => [source, [...ids]])),
				);
			},
		),
		{ numRuns: 200 },
	);
});
