import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { headChars } from '../chars.ts';
import { cpuMsOf } from '../cpu-time.fixture.ts';
import { createRedactor } from './redactor.ts';
import { SEARCH_STEPS_MAX } from './search-budget.ts';
import { SECRET_RULES } from './rules/rules.ts';
import { fillSample } from './samples.fixture.ts';

const redactor = createRedactor({ key: Buffer.alloc(32) });
const head = (text: string, chars: number) => redactor.head(text, chars, { steps: Infinity });
const WHOLE = 1_000_000;

const secrets = SECRET_RULES.flatMap((rule) => rule.secrets.map(fillSample));
const pieces = fc.oneof(
	fc.constantFrom(...secrets.map((secret) => secret.replace(/[«»]/g, ''))),
	fc.constantFrom('password=hunter2', '{"token": "hunter2"}', 'Cookie: a=b', '--api-key hunter2'),
	// Found by what follows them.
	fc.constantFrom('{"value": "Tundra68x", "name": "password"}', '"Tundra68x".equals(password)'),
	fc.constantFrom('🦊', ' ', '\n', '"', '\\', 'a', '='),
	fc.string({ unit: 'binary', maxLength: 40 }),
);

test('truncates after redacting, so that no half of a secret is left at the end', () => {
	const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
	fc.assert(
		fc.property(text, fc.nat({ max: 400 }), (text, chars) => {
			const whole = head(text, WHOLE).text;
			const cut = headChars(whole, chars);
			expect(head(text, chars)).toEqual({ text: cut, isTruncated: cut.length < whole.length });
		}),
		{ numRuns: 500 },
	);
});

test('finds no secrets in its own marks', () => {
	const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(' '));
	fc.assert(
		fc.property(text, (text) => {
			const once = head(text, WHOLE).text;
			const marks = (redacted: string) => redacted.match(/\[redacted:[a-z-]+:[0-9a-f]{8}\]/g) ?? [];
			for (const mark of marks(once)) expect(head(mark, WHOLE).text).toBe(mark);
		}),
	);
});

/**
 * Text full of beginnings of secrets. A linear search takes milliseconds and one that backtracks many seconds, so
 * the bound need not be tight. The benchmarks have the exact figures.
 */
const HOSTILE_CHARS = inject('scale') > 1 ? 1_048_576 : 16_384;
const HOSTILE_MS_MAX = 1_000;
const BEGINNINGS = [
	...SECRET_RULES.map(({ starts }) => starts[0]!),
	...['password=', 'password="', "password=''", 'token = [', '--secret ', 'cookie: a\n', 'token.'],
	...[
		'api_key',
		'the password is ',
		'password: string = ',
		'password: |\n  a\n',
		'.equals(password',
	],
	...['{"name":"password",', '"value":"a","name":"password"', 'password" , "', '<password>'],
	...["fill('#password', ", '`${TOKEN:-', 'variable "password" {', "getByLabel('Password').fill('"],
	...['Set("Authorization", "Bearer " + "', 'strcmp(password, "', '<key>Password</key><string>'],
	...['name="password"\r\n\r\n', '- name: password\n  value: ', '| Password | ', '[password] => '],
	...['mysql -p', 'curl -u a:', 'echo a | chpasswd ', '["az","login",', 'docker login -p ', '<<<'],
	...['insert into t (password) values (', "identified by '", 'kind: Secret\ndata:\n  a: b\n'],
	...['"kind":"Secret","data":{', 'username a password ', 'machine a login b password '],
	...['://a:b@', '-----BEGIN RSA PRIVATE KEY-----\n', '://a:b', 'пароль=', '密码:'],
	...['\\\\', "'\\''", '%2525', '&#38;#38;', '\\u005c', 'token=\\"', '\\"token\\": \\"'],
];

function expectFast(text: string): void {
	const ms = cpuMsOf(() => redactor.head(text, text.length, { steps: SEARCH_STEPS_MAX }));
	expect(ms, text.slice(0, 80)).toBeLessThan(HOSTILE_MS_MAX);
}

test.each(['', ' ', 'a', '"', 'aaaaaaaaaaaaaaaaaaaa.', '111111111111111111111111111111 '])(
	'takes linear time for text full of beginnings before %j',
	(after) => {
		for (const start of BEGINNINGS) {
			expectFast(`${start}${after}`.repeat(HOSTILE_CHARS / (start.length + after.length)));
		}
	},
);

/** In small steps, so that a search that takes exponential time fails and does not hang. */
const RUN_CHARS = [
	...[0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 85, 100, 120, 145, 175],
	HOSTILE_CHARS / 4,
];

test.each([
	...[
		"'",
		"''",
		'"',
		'\\',
		'\\"',
		"\\'",
		'`',
		' ',
		'\n',
		'\t\n',
		'  a: b\n',
		'(',
		')',
		'()',
		'[',
		'{',
		'<',
	],
	...[
		'</',
		'>',
		',',
		', ',
		'; ',
		': ',
		'=',
		'@',
		'a@',
		'/',
		'.',
		'a.',
		'-',
		'_',
		'a',
		'a ',
		'A1',
		'1',
	],
	...['Ab: c', "'a',", '"a":"b",', '%25', '&amp;', '&', '+', '|', '!', '*'],
])('takes linear time for a beginning before a run of %j', (piece) => {
	for (const start of BEGINNINGS) {
		for (const chars of RUN_CHARS) expectFast(start + piece.repeat(chars / piece.length));
	}
});
