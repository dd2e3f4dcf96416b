import { expect, test } from 'vitest';
import { cpuMsOf } from './cpu-time.fixture.ts';
import { call, encodeOne, NAME } from './encode.fixture.ts';
import { createEntryEncoder } from './encoder.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');

const mark = (rule: string) =>
	expect.stringMatching(`^\\[redacted:${rule}:[0-9a-f]{8}\\]$`) as string;

test.each([
	['password', 'password'],
	['DB_PASSWORD', 'password'],
	['newPassword', 'password'],
	['password_confirmation', 'password'],
	['accessToken', 'token'],
	['X-Auth-Token', 'token'],
	['authtoken', 'token'],
	['apiKey', 'api-key'],
	['X-API-Key', 'api-key'],
	['OPENAI_API_KEY', 'api-key'],
	['aws_secret_access_key', 'api-key'],
	['privateKey', 'private-key'],
	['clientSecret', 'secret'],
	['Authorization', 'authorization'],
	['Set-Cookie', 'cookie'],
	['credentials', 'credential'],
	['auth', 'authorization'],
])('redacts the value under %s', (name, rule) => {
	const { entry } = encodeOne({ args: { deep: [{ [name]: 'hunter2' }] } });
	expect(entry.args).toEqual({ deep: [{ [name]: mark(rule) }] });
});

test.each([
	...[
		'max_tokens',
		'token_count',
		'tokens',
		'next_page_token',
		'cost_per_token',
		'tokenizer',
		'key',
	],
	...[
		'public_key',
		'primaryKey',
		'password_policy',
		'author',
		'secretary',
		'session',
		'cookie_policy',
	],
	...['author_id', 'access_key_id', 'max_token', 'bypass', 'compass', 'keyboard'],
])('keeps the value under %s', (name) => {
	const { entry } = encodeOne({ args: { [name]: 'hunter2' } });
	expect(entry.args).toEqual({ [name]: 'hunter2' });
});

test.each([
	['a number', 1234],
	['a list', ['a', 'b']],
	['an object', { user: 'u', value: 'v' }],
])('redacts %s under a secret name', (_type, value) => {
	const { entry } = encodeOne({ args: { password: value } });
	expect(entry.args).toEqual({ password: mark('password') });
});

test('keeps what can be no secret under a secret name', () => {
	const args = { password: null, token: '', credentials: true, pwd: '/home/alice', pass: 12 };
	expect(encodeOne({ args }).entry.args).toEqual(args);
});

test.each([
	['a header list', { headers: [{ name: 'Authorization', value: 'hunter2' }] }],
	['a header pair', { headers: [['X-Api-Key', 'hunter2']] }],
	['an environment list', { env: [{ key: 'DB_PASSWORD', value: 'hunter2' }] }],
	['a command line', { argv: ['mysql', '--password', 'hunter2'] }],
	['a command', { command: 'mysql --password=hunter2 -u me' }],
	['a flag with a space', { command: 'mysql --password hunter2 -u me' }],
	['a query', { url: 'https://host/?a=1&access_token=hunter2&b=2' }],
	['an environment', { text: 'A=1\nexport DB_PASSWORD=hunter2\nB=2' }],
	['YAML', { text: 'user: me\npassword: hunter2\nhost: h' }],
	['JSON', { text: '{"user": "me", "password": "hunter2"}' }],
	['JSON in JSON', { text: JSON.stringify(JSON.stringify({ password: 'hunter2' })) }],
	['code', { text: "connect(host, password='hunter2')" }],
	['TOML', { text: 'password = "hunter2"' }],
	['a list in JSON', { text: '{"api_keys": ["hunter2", "b"]}' }],
	['a header', { text: 'GET / HTTP/1.1\r\nCookie: a=hunter2; b=hunter2\r\n' }],
	['a header of curl', { command: "curl -H 'X-Api-Key: hunter2' https://host" }],
	['a URL', { url: 'postgres://app:hunter2@db/main' }],
	['a key', { hunter2: 'x', [`a ${TOKEN}`]: 1 }],
])('finds a secret in %s', (kind, args) => {
	const { text } = encodeOne({ args: args });
	expect(text).toContain('[redacted:');
	if (kind !== 'a key') expect(text).not.toContain('hunter2');
	expect(text).not.toContain(TOKEN);
});

test('searches the result, the tool and further fields', () => {
	const { entry, text } = encodeOne({
		tool: `run ${TOKEN}`,
		result: `the token is ${TOKEN}.`,
		reason: `because ${TOKEN}`,
		agent: { api_key: 'hunter2' },
	});
	expect(text).not.toContain(TOKEN);
	expect(entry.agent).toEqual({ api_key: mark('api-key') });
	expect(entry.result_snippet).toMatch(/^the token is \[redacted:github-token:[0-9a-f]{8}\]\.$/);
	expect(entry.result_chars).toBe(`the token is ${TOKEN}.`.length);
});

test('fills the snippet with what follows a long secret', () => {
	const key = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(3_000)}\n-----END PRIVATE KEY-----`;
	const { entry } = encodeOne({ result: `${key}${'b'.repeat(1_000)}` });
	expect(entry.result_snippet).toMatch(/^\[redacted:private-key:[0-9a-f]{8}\]b+$/);
	expect(entry.result_snippet).toHaveLength(300);
});

test('gives equal secrets equal marks, and others different ones', () => {
	const { entry } = encodeOne({
		args: { a: { token: 'one' }, b: { token: 'one' }, c: { token: 'two' } },
	});
	const args = entry.args as Record<string, { token: string }>;
	expect(args.a).toEqual(args.b);
	expect(args.a).not.toEqual(args.c);
});

test('accepts further names and shapes, and can be turned off', () => {
	const redact = { names: ['pin code'], patterns: [{ name: 'badge', pattern: /B-\d{4}/ }] };
	const args = { pinCode: 1234, text: 'badge B-1234 and B-9876, pin_code=4321' };
	const { entry } = encodeOne({ args }, { redact });
	expect(entry.args).toEqual({
		pinCode: mark('name'),
		text: expect.stringMatching(
			/^badge \[redacted:badge:\w{8}\] and \[redacted:badge:\w{8}\], pin_code=\[redacted:name:\w{8}\]$/,
		) as string,
	});
	const off = { password: 'hunter2', text: TOKEN };
	expect(encodeOne({ args: off }, { redact: false }).entry.args).toEqual(off);
});

test('writes no text that the search budget did not cover', () => {
	const list = Array.from({ length: 5_000 }, (_, n) => `before password=hunter${n} after`);
	const { entry, text } = encodeOne({ args: { list, last: 'password=hunter' } });
	const { list: written } = entry.args as { list: string[] };
	expect(text).not.toContain('hunter');
	expect(written[0]).toMatch(/^before password=\[redacted:password:\w{8}\] after$/);
	expect(written.at(-1)).toMatch(/^before \[redacted:unsearched:\w{8}\]$/);
});

test('writes a name in full after it was once beyond the search budget', () => {
	const encode = createEntryEncoder();
	const list = Array.from({ length: 5_000 }, () => 'password=hunter2');
	encode(call({ args: { list, token_count: 1 } }), NAME);
	const text = Buffer.from(
		encode(call({ args: { url: 'a://b', token_count: 1 } }), NAME),
	).toString();
	expect(text).toContain('"token_count":1');
});

test.each(['a', '!', '.', ')', '-', '\\'])(
	'takes linear time for arguments of a long run of %j',
	(char) => {
		const long = char.repeat(100_000);
		const args = {
			argv: [`${long}/a`, `${long}\0${char}`],
			password: `${long}\0${char}`,
			[`${long}\0`]: long,
		};
		const ms = cpuMsOf(() => encodeOne({ args, result: `password='${long}\0` }));
		expect(ms).toBeLessThan(2_000);
	},
);

const LONG = 'x7'.repeat(2_500);

test.each([
	['beside what a command needs', { argv: ['curl', '-u', `${TOKEN}:x-oauth-basic`] }],
	[
		'in a list of arguments from toJSON',
		{ command: 'mysql', args: { toJSON: () => [`-p${TOKEN}`] } },
	],
	[
		'in a list of arguments within a text',
		{ text: JSON.stringify(JSON.stringify(['7z', 'a', `-p${TOKEN.slice(4)}`])) },
	],
	['of a short command in a folder', { command: '/usr/bin/7z', args: ['a', `-p${TOKEN}`] }],
	['of a short command with an ending', { argv: ['net.exe', 'user', 'alice', TOKEN.slice(4)] }],
	['of a short command with a prefix', { command: 'sudo 7z', args: ['a', `-p${TOKEN}`] }],
	[
		'of a manifest in JSON in JSON that says so last',
		{
			text: JSON.stringify({
				text: JSON.stringify({ data: { a: TOKEN.slice(4), b: 'y'.repeat(720) }, kind: 'Secret' }),
			}),
		},
	],
	[
		'printed for a command far behind it',
		{ text: `echo ${LONG.slice(0, 2_300)}${TOKEN} | kinit bob` },
	],
	['in a here-document', { text: `docker login --password-stdin <<EOF\n${LONG}${TOKEN}\nEOF` }],
	['before a here-document', { text: `kinit bob <<< ${TOKEN.slice(4)} ; cat <<EOF\nx\nEOF` }],
	['of 5,000 characters below its name', { text: `Password:\nAa${LONG}${TOKEN.slice(4)}` }],
	['of 5,000 characters in a command', { text: `mysql -p${LONG}${TOKEN.slice(4)}` }],
	['of a command with a prefix', { command: 'sudo mysql', args: [`-p${TOKEN}`] }],
	[
		'of a command in a folder',
		{ command: 'C:\\Program Files\\my\\mysql.exe', args: [`-p${TOKEN}`] },
	],
	['behind many arguments', { argv: ['curl', ...Array(70).fill('-v'), '-u', `a:${TOKEN}`] }],
	['in a String object', { text: new String(TOKEN) }],
	['in the name of an error', { error: Object.assign(new Error('a'), { name: TOKEN }) }],
	['in a PIN with signs', { pin: `p@ss-${TOKEN}` }],
	['behind a byte order mark', { text: `\ufeffpassword: ${TOKEN.slice(4)}` }],
	['of 5,000 characters', { text: `API_KEY=${LONG}${TOKEN.slice(4)}` }],
	['of 5,000 characters in an element', { text: `<password>${LONG}</password>` }],
	['of 5,000 characters in a statement', { text: `INSERT INTO t (password) VALUES ('${LONG}')` }],
	['of 5,000 characters beside its name', { text: `{"name":"password","value":"${LONG}"}` }],
	['of 5,000 characters in a call', { text: `fill('#password', '${LONG}')` }],
	[
		'of a manifest that says so last',
		{ text: `data:\n  a: ${TOKEN.slice(4)}\n  b: ${'y'.repeat(1_500)}\nkind: Secret\n` },
	],
])('redacts a secret %s', (_, args) => {
	const { line } = encodeOne({ args });
	expect(line).not.toContain(TOKEN.slice(4, 24));
	expect(line).not.toContain('x7x7x7x7');
});

test('a match of an own pattern does not hide the secret that it begins', () => {
	const redact = { patterns: [{ name: 'badge', pattern: 'B-\\d{4}' }] };
	const { line } = encodeOne({ result: 'password=B-1234hunter2 and B-5678' }, { redact });
	expect(line).not.toContain('hunter2');
	expect(line).toMatch(/and \[redacted:badge:\w{8}\]"/);
});

const sharedSecret = (depth: number): unknown =>
	depth === 0 ? 'x' : { password: Array(10).fill(sharedSecret(depth - 1)) };
const words = (from: number) =>
	Array.from({ length: 40 }, (_, n) => (from * 40 + n).toString(36)).join(' ');
const SIBLINGS =
	'value text input element selector field label locator target placeholder css xpath name id type';

test.each([
	['lists of secrets in secrets', { args: sharedSecret(6) }],
	[
		'siblings that may hold a name',
		{
			args: Array.from({ length: 100 }, (_, n) =>
				Object.fromEntries(SIBLINGS.split(' ').map((name, at) => [name, words(n * 15 + at)])),
			),
		},
	],
	[
		'many long keys',
		{
			result: `-----BEGIN PRIVATE KEY-----${'A'.repeat(10_000)}-----END PRIVATE KEY-----\n`.repeat(
				40,
			),
		},
	],
	['a block of spaces', { result: `password: |\n${' '.repeat(300_000)}${'x'.repeat(5_000)}` }],
	[
		'a statement full of secrets',
		{
			result: `insert into t (${Array(200).fill('otp').join()}) values ${`(${Array(200).fill("'xy'").join()}),`.repeat(150)}`,
		},
	],
])('takes linear time for %s', (_, part) => {
	expect(cpuMsOf(() => encodeOne(part))).toBeLessThan(3_000);
});

test('says how long an argument is whose parts beside the secret are truncated', () => {
	const word = `${'a'.repeat(600)}:hunter2`;
	const [, , written] = (
		encodeOne({ args: { argv: ['curl', '-u', word] } }).entry.args as { argv: string[] }
	).argv;
	expect(written).toMatch(/^a{500}\[redacted:password:\w{8}\] …\[608 chars total\]$/);
});
