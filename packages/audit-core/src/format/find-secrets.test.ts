import { expect, test } from 'vitest';
import { createEntryEncoder } from './encoder.ts';
import { call, NAME } from './encode.fixture.ts';
import type { JsonObject } from './entry.ts';
import { createSecretFinder } from './find-secrets.ts';
import { parseLine } from './line.ts';
import { createId } from './id.ts';
import { asRecorded } from './numbers.ts';
import { SECRET_RULES } from './redact/rules/rules.ts';
import { fillSample } from './redact/samples.fixture.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');

const finder = createSecretFinder();
const found = (entry: JsonObject) =>
	finder.find(entry).map(({ field, rule, count }) => [field, rule, count]);
const mayHold = (line: string, { mayHold } = finder) => {
	const bytes = Buffer.from(`before\n${line}\nbehind`);
	return mayHold(bytes, 'before\n'.length, bytes.length - '\nbehind'.length);
};

test('names the field and the rule of a secret', () => {
	expect(found({ tool: 'shell.run', args: { command: `git push https://${TOKEN}@github.com` } })) //
		.toEqual([['args', 'github-token', 1]]);
	expect(found({ result_snippet: `token: ${TOKEN}` })).toEqual([
		['result_snippet', 'github-token', 1],
	]);
	expect(found({ args: { password: 'hunter2' } })).toEqual([['args', 'password', 1]]);
	expect(found({ tool: TOKEN })).toEqual([['tool', 'github-token', 1]]);
});

test('counts the secrets of one rule in a field', () => {
	const args = { env: [`A=${TOKEN}`, `B=${TOKEN}`], note: TOKEN };
	expect(found({ args })).toEqual([['args', 'github-token', 3]]);
});

test('names a secret by the hash in its mark, and tells different ones apart', () => {
	const key = Buffer.alloc(32, 7);
	const args = { a: { password: 'hunter2' }, b: [{ password: 'hunter2' }, { password: 'other3' }] };
	const secrets = createSecretFinder({ key }).find({ args });
	expect(secrets.map(({ count }) => count)).toEqual([2, 1]);
	const line = createEntryEncoder({ redact: { key } })(call({ args }), NAME);
	const marks = Buffer.from(line)
		.toString()
		.match(/(?<=\[redacted:password:)\w{8}/g);
	const [same, other] = secrets.map(({ hash }) => hash);
	expect(marks).toEqual([same, same, other]);
});

test('a token has one hash and one rule, under a name and in a text', () => {
	const key = Buffer.alloc(32, 7);
	const args = { headers: { Authorization: `Bearer ${TOKEN}`, token: TOKEN }, text: `a ${TOKEN}` };
	const [secret, ...others] = createSecretFinder({ key }).find({ args });
	expect([secret, others]).toMatchObject([{ rule: 'github-token', count: 3 }, []]);
	const line = createEntryEncoder({ redact: { key } })(call({ args }), NAME);
	const entry = JSON.parse(Buffer.from(line).toString()) as JsonObject;
	expect(JSON.stringify(entry)).toContain('"Authorization":"Bearer [redacted:github-token:');
	expect(createSecretFinder({ key }).find(entry)).toEqual([]);
});

test('a number that a double can’t hold has the hash of its mark', () => {
	const key = Buffer.alloc(32, 7);
	const [digits, other] = ['12345678901234567890', '12345678901234567891'];
	const args = { one: { pin: BigInt(digits) }, two: { card_number: BigInt(other) } };
	const line = Buffer.from(
		createEntryEncoder({ redact: { key } })(call({ args }), NAME),
	).toString();
	const marks = line.match(/(?<=\[redacted:[a-z-]+:)\w{8}/g);
	const written = `{"args":{"one":{"pin":${digits}},"two":{"card_number":${other}}}}`;
	const parsed = parseLine(Buffer.from(written), { numberOf: asRecorded });
	if (!('object' in parsed)) throw new Error(parsed.damage);
	const hashes = createSecretFinder({ key })
		.find(parsed.object)
		.map(({ hash }) => hash);
	expect(hashes).toEqual(marks);
	expect(new Set(hashes).size).toBe(2);
});

test('an object that holds more secrets has the hash of its mark, with every finder', () => {
	const key = Buffer.alloc(32, 7);
	const args = { credentials: { password: 'hunter2', note: TOKEN, list: [{ pin: 1234 }] } };
	const hashes = [1, 2].map(() => createSecretFinder({ key }).find({ args })[0]!.hash);
	const line = createEntryEncoder({ redact: { key } })(call({ args }), NAME);
	const [mark] = /(?<=\[redacted:credential:)\w{8}/.exec(Buffer.from(line).toString())!;
	expect(hashes).toEqual([mark, mark]);
});

test('an object under a secret name is one secret, whatever is in it', () => {
	expect(found({ args: { credentials: { password: 'hunter2', token: TOKEN } } })).toEqual([
		['args', 'credential', 1],
	]);
});

test('does not name further fields, which may be secrets themselves', () => {
	expect(found({ [TOKEN]: 'x', session: TOKEN })).toEqual([['other', 'github-token', 2]]);
});

test('finds a secret in a key each time', () => {
	const entry = { args: { [TOKEN]: 1 } };
	expect(found(entry)).toEqual([['args', 'github-token', 1]]);
	expect(found(entry)).toEqual([['args', 'github-token', 1]]);
});

test('finds what is far behind the length to which the recorder truncates', () => {
	const text = `${'word '.repeat(10_000)}${TOKEN}`;
	expect(found({ args: { text } })).toEqual([['args', 'github-token', 1]]);
});

test('does not search what only the recorder sets', () => {
	expect(found({ ts: TOKEN, user: TOKEN, id: createId(0), result_chars: TOKEN })).toEqual([]);
	const patterns = [{ name: 'hex', pattern: '[0-9a-f]{4}' }];
	expect(createSecretFinder({ patterns }).find({ id: createId(0) })).toEqual([]);
});

test('an id that a caller gave is searched', () => {
	expect(found({ id: TOKEN })).toEqual([['other', 'github-token', 1]]);
});

test('a text that looks like one of its own marks counts nothing', () => {
	expect(found({ args: { note: '[redacted:0:9b2f61e6-3c1c-4a52-8f4f-0d8a0a9e5a11]' } })).toEqual(
		[],
	);
});

test('says when there is more than was searched', () => {
	const many = Array.from({ length: 40_000 }, (_, n) => `password=Xk4${n}q9Z`).join(' ');
	const rules = found({ args: { many } }).map(([, rule]) => rule);
	expect([...new Set(rules)]).toEqual(['password', 'unsearched']);
});

test('finds by further names and shapes', () => {
	const further = createSecretFinder({
		names: ['badge number'],
		patterns: [{ name: 'staff', pattern: /staff-\d+/ }],
	});
	expect(further.find({ args: { badgeNumber: 12, note: 'staff-77' } })).toMatchObject([
		{ field: 'args', rule: 'name', count: 1 },
		{ field: 'args', rule: 'staff', count: 1 },
	]);
});

/** As the recorder has written it. */
const encode = createEntryEncoder();
const written = (part: object) =>
	JSON.parse(Buffer.from(encode(call(part), NAME)).toString()) as JsonObject;

test('finds nothing in what was redacted: values under secret names', () => {
	const entry = written({
		args: { password: 'hunter2', deep: [{ apiKey: 7 }], credentials: { token: 'abc' } },
		clientSecret: 'hunter3',
	});
	expect(JSON.stringify(entry)).toContain('[redacted:');
	expect(found(entry)).toEqual([]);
});

const samples = SECRET_RULES.flatMap(({ name, secrets }) =>
	secrets.map((sample) => [name, fillSample(sample).replace(/[«»]/g, '')] as const),
);

test.each(samples)('finds %s in %s, and nothing once that was redacted', (rule, text) => {
	const rulesIn = (entry: JsonObject) => new Set(finder.find(entry).map(({ rule }) => rule));
	expect([...rulesIn({ args: { text: `before ${text} after` } })]).toContain(rule);
	// Where a text is truncated, a mark may be.
	for (let cut = 3; cut < 60; cut += 9) {
		const upTo = (chars: number) => `${'x'.repeat(chars - cut)} ${text} after ${'y'.repeat(600)}`;
		const entry = written({ args: { list: [upTo(500)] }, result: upTo(300) });
		expect([...rulesIn(entry)], JSON.stringify(entry)).toEqual([]);
	}
});

test('an ordinary line need not be parsed', () => {
	expect(mayHold('{"tool":"files.read","args":{"path":"notes/plan.md"}}')).toBe(false);
});

test('a line with a secret has to be parsed', () => {
	expect(mayHold(`{"args":{"text":"${TOKEN}"}}`)).toBe(true);
	expect(mayHold('{"args": {"password": "hunter2"}}')).toBe(true);
});

test('a line with escaped letters has to be parsed: a secret name may consist of them', () => {
	const name = String.raw`\u043f\u0430\u0440\u043e\u043b\u044c`;
	expect(mayHold(`{"args":{"${name}":"hunter2"}}`)).toBe(true);
	expect(found(JSON.parse(`{"args":{"${name}":"hunter2"}}`) as JsonObject)).toHaveLength(1);
});

test('the lines around a line do not matter', () => {
	const bytes = Buffer.from(`${TOKEN}\n{"args":{}}\n${TOKEN}`);
	const from = TOKEN.length + 1;
	expect(finder.mayHold(bytes, from, from + '{"args":{}}'.length)).toBe(false);
});

test('with further shapes every line has to be parsed', () => {
	const further = createSecretFinder({ patterns: [{ name: 'staff', pattern: /staff-\d+/ }] });
	expect(mayHold('{"args":{}}', further)).toBe(true);
});
