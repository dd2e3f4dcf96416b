/** Secrets that no vendor alone has: standards, keys in files, headers, signed addresses, hashes of passwords. */
import type { SecretRule } from '../shapes.ts';

export const GENERAL_RULES: readonly SecretRule[] = [
	{
		name: 'jwt',
		starts: ['eyJ'],
		rest: /[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+){0,2}/,
		source: 'https://www.rfc-editor.org/rfc/rfc7519',
		secrets: [
			'eyJ‹A33›.eyJ‹A60›.‹A43›',
			'eyJ‹A33›.‹A40›.‹A16›.‹A40›.‹A22›',
			'id_«eyJ‹A33›.eyJ‹A60›.‹A43›»',
		],
		harmless: ['eyJ', 'eyJ‹A33›', 'eyJ‹A33›.eyJ‹A60›', 'eyJ‹A33›.short.‹A43›'],
	},
	{
		name: 'jwt',
		// The same in base64 once more.
		starts: ['ZXlK'],
		rest: /[A-Za-z0-9+/_-]{60,}={0,2}/,
		source: 'https://www.rfc-editor.org/rfc/rfc7519',
		secrets: ['ZXlKaGJHY2lPaU‹A80›'],
		harmless: ['ZXlK', 'ZXlK‹A20›'],
	},
	{
		name: 'private-key',
		starts: ['-----BEGIN '],
		insideWord: true,
		// To the end of the key, or of a text that was truncated before it.
		rest: /(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?=(?:[\s"'+,]|\\[nr]|[A-Z][\w-]{1,30}: [^\n\\]{0,80}){0,40}[A-Za-z0-9+/]{8})[^]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/,
		source: 'https://www.rfc-editor.org/rfc/rfc7468',
		secrets: [
			'-----BEGIN PRIVATE KEY-----\n‹A64›\n-----END PRIVATE KEY-----',
			'-----BEGIN OPENSSH PRIVATE KEY-----\\n‹A64›\\n-----END OPENSSH PRIVATE KEY-----',
			'-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n‹A64›',
			'-----BEGIN RSA PRIVATE KEY-----‹A9›',
		],
		harmless: [
			...['-----BEGIN CERTIFICATE-----\n‹A64›', '-----BEGIN PUBLIC KEY-----', '-----BEGIN '],
			'-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
		],
	},
	{
		name: 'private-key',
		starts: ['Private-Lines: '],
		insideWord: true,
		rest: /(?<secret>\d{1,4}\r?\n(?:[A-Za-z0-9+/=]{1,80}(?:\r?\n|$)){1,200})/,
		source: 'https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html',
		secrets: ['Private-Lines: «2\n‹A64›\n‹A40›\n»Private-MAC: ‹H64›'],
		harmless: [],
	},
	{
		name: 'private-key',
		starts: ['kty'],
		anyCase: true,
		insideWord: true,
		// The private member of a JSON Web Key, after its type or before it.
		rest: /(?:"[^{}]{0,3000}"[dk]"\s{0,4}:\s{0,4}"(?<secret>[A-Za-z0-9_-]{20,})")/,
		source: 'https://www.rfc-editor.org/rfc/rfc7517',
		secrets: ['{"kty":"EC","crv":"P-256","d":"«‹A43›»"}'],
		harmless: ['{"kty":"EC","crv":"P-256","x":"‹A43›"}'],
	},
	{
		name: 'authorization',
		starts: ['bearer ', 'bearer+', 'token ', 'apikey ', 'ssws ', 'api-key ', 'genieKey '],
		anyCase: true,
		rest: /(?=[^\s0-9"']{0,100}[0-9])(?<secret>[A-Za-z0-9._~+/=|:-]{16,})/,
		accept: (secret) => !/^[a-z]+[-_.:/]/.test(secret) || secret.length >= 32,
		source: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
		secrets: ['Authorization: Bearer «‹A40›»', 'bearer «‹A20›.‹A9›»'],
		harmless: ['bearer token', 'the bearer of authentications', 'Bearer ‹A9›'],
	},
	{
		name: 'authorization',
		starts: ['basic '],
		anyCase: true,
		rest: /(?<secret>[A-Za-z0-9+/]{8,}={0,2})/,
		accept: isUserAndPassword,
		source: 'https://www.rfc-editor.org/rfc/rfc7617',
		secrets: ['Authorization: Basic «YWxpY2U6Z3JlZW5ob3VzZQ==»'],
		harmless: ['basic authentication', 'Basic Understanding'],
	},
	{
		name: 'signature',
		starts: [
			'X-Amz-Signature=',
			'X-Goog-Signature=',
			'&sig=',
			'?sig=',
			';sig=',
			'X-Amz-Security-Token=',
		],
		anyCase: true,
		insideWord: true,
		rest: /(?<secret>[A-Za-z0-9%+/=_-]{40,})/,
		source: 'https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas',
		secrets: ['?X-Amz-Signature=«‹H64›»', '?sv=1&sig=«‹A43›%3D»'],
		harmless: ['?sig=none'],
	},
	{
		name: 'password-hash',
		starts: [
			...['$1$', '$5$', '$6$', '$y$', '$2a$', '$2b$', '$2y$', '$apr1$', '$argon2id$', '$argon2i$'],
			...['$gy$', '$7$', '$scrypt$', 'pbkdf2_sha256$'],
		],
		insideWord: true,
		rest: /[A-Za-z0-9./$,=+-]{24,200}/,
		source: 'https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html',
		secrets: ['$6$‹A16›$‹A86›', '$2y$10$‹A53›', '$apr1$‹A8›$‹A22›'],
		harmless: ['$1$', '$5$ and $6$ for each', '$y$'],
	},
	{
		name: 'password',
		// Host, port, database, user and password of PostgreSQL's password file.
		starts: [':5432:', '*:*:*:'],
		insideWord: true,
		rest: /(?<=(?:^|\n)[\w.*-]{0,100}:5432:|(?:^|\n)\*:\*:\*:)(?:[^\s:]{1,64}:){1,2}(?<secret>[^\s:]{4,200})(?=\s|$)/,
		source: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
		secrets: ['of the servers\ndb.example.com:5432:shop:app:«‹A9›»', '\ndb:5432:*:app:«‹A9›»'],
		harmless: ['0.0.0.0:5432:5432', 'db:5432:shop'],
	},
	{
		name: 'password-hash',
		starts: ['{SHA}', '{SSHA}', '{SHA256}', '{SSHA256}', '{SSHA512}', '{CRYPT}', '{MD5}'],
		anyCase: true,
		insideWord: true,
		rest: /(?<secret>[A-Za-z0-9+/=$.]{20,})/,
		source: 'https://httpd.apache.org/docs/current/misc/password_encryptions.html',
		secrets: ['alice:{SHA}«‹A27›=»'],
		harmless: ['{SHA}', '{MD5} of the file'],
	},
	{
		name: 'password',
		// A user's name and password, as the two arguments of a call or the two items of a list.
		starts: ['auth(', 'auth=(', 'auth = (', 'auth: [', 'Credential(', 'Credentials('],
		anyCase: true,
		insideWord: true,
		rest: /\s{0,8}["'][^"'\n]{1,100}["']\s{0,4},\s{0,8}["'](?<secret>[^"'\n\s]{4,200})["'](?!\s{0,8},\s{0,8}["'])\s{0,4}[,)\]]/,
		accept: (secret) => !/^(?:pass(?:word)?|pw|secret|token|string|xxx+|\*+)$/i.test(secret),
		source: 'https://requests.readthedocs.io/en/latest/user/authentication/',
		secrets: ['requests.get(url, auth=("alice", "«‹A12›»"))', "HTTPBasicAuth('alice', '«‹A12›»')"],
		harmless: ['auth=(user, password)', 'auth("alice", "password")'],
	},
	{
		name: 'password',
		starts: ['identified by', 'identified with'],
		anyCase: true,
		rest: /(?:\s{1,4}["']?\w{1,40}["']?\s{1,4}(?:by|as))?\s{1,4}(?:password\s{1,4})?(?:'(?<single>[^'\n]{1,200})'|"(?<double>[^"\n]{1,200})")/i,
		accept: (secret) => !/^[(\\<{$%?:]/.test(secret),
		source: 'https://dev.mysql.com/doc/refman/8.4/en/create-user.html',
		secrets: [
			"CREATE USER a IDENTIFIED BY '«‹A12›»';",
			'identified by "«‹A12›»"',
			"IDENTIFIED WITH sha256_password BY '«‹A9›»'",
		],
		harmless: ['is identified by', "IDENTIFIED BY '"],
	},
	{
		name: 'password',
		starts: ['password for '],
		anyCase: true,
		rest: /\S{1,100}\s{0,4}=\s{0,4}(?:password\s?\()?'(?<secret>[^'\n]{1,200})'/i,
		source: 'https://dev.mysql.com/doc/refman/8.4/en/set-password.html',
		secrets: ["SET PASSWORD FOR 'a'@'%' = '«‹A12›»';"],
		harmless: ['the password for alice'],
	},
];

function isUserAndPassword(base64: string): boolean {
	const text = Buffer.from(base64, 'base64').toString('latin1');
	return /^[\x20-\x7e\xa0-\xff]+$/.test(text) && text.includes(':');
}
