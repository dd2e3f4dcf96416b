/**
 * Names whose values are secret (docs/format.md §9): in arguments, headers, forms, settings, environments. A name
 * is split into words (`apiKey`, `api_key` and `X-Api-Key` are equal), and its last words decide: `reset_token` is
 * a token, `token_count` and `max_tokens` are numbers.
 */

/** Last words of secret names, by the rule that the mark shows: lower case, separated by spaces. */
export const SECRET_NAMES: Readonly<Record<string, readonly string[]>> = {
	password: [
		...['password', 'passwords', 'passwd', 'passphrase', 'passcode'],
		...['db pass', 'user pass', 'smtp pass', 'proxy pass', 'db pwd', 'user pwd', 'sa pwd'],
		...['otp', 'totp', 'one time code', 'backup codes', 'recovery codes'],
	],
	secret: ['secret', 'secrets', 'mnemonic', 'seed phrase', 'recovery phrase'],
	token: [
		...['token', 'jwt', 'access tokens', 'refresh tokens', 'auth tokens', 'api tokens'],
		...['bearer tokens', 'session tokens'],
	],
	'api-key': [
		...[
			'api key',
			'api keys',
			'access key',
			'access keys',
			'account key',
			'auth key',
			'service key',
		],
		...['master key', 'license key', 'subscription key', 'shared key', 'app key', 'admin key'],
	],
	'private-key': [
		...[
			'private key',
			'private keys',
			'secret key',
			'secret keys',
			'signing key',
			'encryption key',
		],
		...['client key', 'deploy key', 'key pem'],
	],
	authorization: ['authorization', 'basic auth', 'http auth', 'x auth'],
	cookie: ['cookie', 'cookies'],
	credential: ['credential', 'credentials', 'creds'],
};

/** Secret only when it is the whole name. */
const WHOLE_NAMES: Readonly<Record<string, string>> = { auth: 'authorization', bearer: 'token' };

/** After one of these words a token is a position in a list, or a piece of a text. */
const HARMLESS_TOKENS: ReadonlySet<string> = new Set([
	...[
		'page',
		'next',
		'prev',
		'previous',
		'continuation',
		'continue',
		'pagination',
		'cursor',
		'sync',
	],
	...['resume', 'cancel', 'cancellation', 'per', 'max', 'min', 'num', 'total', 'bos', 'eos', 'pad'],
	...[
		'unk',
		'mask',
		'sep',
		'cls',
		'stop',
		'special',
		'first',
		'last',
		'design',
		'progress',
		'nextpage',
	],
]);

/** Words that may follow the last words of a secret name. */
const TRAILING_WORDS: ReadonlySet<string> = new Set([
	...[
		'value',
		'text',
		'string',
		'str',
		'raw',
		'plain',
		'plaintext',
		'hash',
		'hashed',
		'base64',
		'b64',
	],
	...['hex', 'encoded', 'encrypted', 'header', 'old', 'new', 'current', 'confirm', 'confirmation'],
	...['again', 'repeat', 'copy', 'prod', 'dev', 'staging', 'test', 'live'],
]);

/** Shorter endings must be a whole word, not the end of a longer one. */
const COMPOUND_CHARS_MIN = 5;
const NAME_CHARS_MAX = 150;
const NAMES_KEPT_MAX = 10_000;
/** Splits `APIKey2` into `API`, `Key`, `2`. */
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/** The rule by which the value under a name is secret; `null` when it is not. */
export type NameRule = (name: string) => string | null;

export function createNameRule(extraNames: readonly string[] = []): NameRule {
	const endings = Object.entries({ ...SECRET_NAMES, name: extraNames.map(toEnding) }).flatMap(
		([rule, list]) => list.map((ending) => ({ rule, ending, joined: ending.replaceAll(' ', '') })),
	);
	const exact = new Set(extraNames);
	const known = new Map<string, string | null>();

	function judge(name: string): string | null {
		if (exact.has(name)) return 'name';
		const words = wordsOf(name.slice(-NAME_CHARS_MAX));
		while (words.length > 1 && isTrailing(words.at(-1)!)) words.pop();
		const whole = words.join(' ');
		const joined = words.join('');
		const found = endings.find(
			(ending) =>
				whole === ending.ending ||
				whole.endsWith(` ${ending.ending}`) ||
				(ending.joined.length >= COMPOUND_CHARS_MIN && joined.endsWith(ending.joined)),
		);
		if (found?.ending === 'token' && isHarmlessToken(words)) return null;
		if (found) return found.rule;
		// `hasOwn`, because `constructor` may be a name.
		return Object.hasOwn(WHOLE_NAMES, whole) ? WHOLE_NAMES[whole]! : null;
	}

	return (name) => {
		let rule = known.get(name);
		if (rule !== undefined) return rule;
		rule = judge(name);
		if (known.size >= NAMES_KEPT_MAX) known.clear();
		if (name.length <= NAME_CHARS_MAX) known.set(name, rule);
		return rule;
	};
}

/** Every secret name in a text contains one of these literals, in any case. */
export function nameLiterals(extraNames: readonly string[] = []): string[] {
	const endings = [...Object.values(SECRET_NAMES).flat(), ...extraNames.map(toEnding)];
	return [
		...new Set(
			endings.flatMap((ending) => ['', '_', '-', '.'].map((gap) => ending.replaceAll(' ', gap))),
		),
	];
}

function wordsOf(name: string): string[] {
	return (name.match(WORD) ?? []).map((word) => word.toLowerCase());
}

function toEnding(name: string): string {
	return wordsOf(name).join(' ');
}

function isTrailing(word: string): boolean {
	return TRAILING_WORDS.has(word) || /^\d+$/.test(word);
}

function isHarmlessToken(words: string[]): boolean {
	const last = words.at(-1)!;
	return HARMLESS_TOKENS.has(
		last === 'token' ? (words.at(-2) ?? '') : last.slice(0, -'token'.length),
	);
}
