import type { Random } from '../../day/random.ts';
import { ALPHANUMERIC, BASE64, chars, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	bare,
	base64,
	base64Bytes,
	between,
	gitleaks,
	jwt,
	LOWER_ALPHANUMERIC,
	secretlint,
	uuid,
	within,
	word,
} from './shape.ts';

const LINE_LENGTH = 64;

interface Armor {
	/** What stands between `BEGIN` and the dashes. */
	label: string;
	/** Lines before the key, such as the cipher of an encrypted one. */
	headers?: readonly string[];
	/** How every key of this kind begins: with the structure that holds it. */
	start: string;
	/** How many full lines a key has. */
	lines: number;
	lineLength?: number;
}

/** A private key between lines of dashes (RFC 7468). Its lines are the secret. */
function privateKey(name: string, source: string, armor: Armor): SecretForm {
	const { label, headers = [], start, lines, lineLength = LINE_LENGTH } = armor;
	return {
		name,
		source,
		make(random) {
			const first = start + chars(random, BASE64, lineLength - start.length);
			const next = Array.from({ length: lines - 1 }, () => chars(random, BASE64, lineLength));
			const body = [first, ...next, `${chars(random, BASE64, between(random, 22, 58))}==`];
			const text = [`-----BEGIN ${label}-----`, ...headers, ...body, `-----END ${label}-----`];
			return { value: text.join('\n'), secrets: body };
		},
	};
}

const password = (random: Random) => chars(random, ALPHANUMERIC, between(random, 14, 28));

/** An address with a user and a password in it. */
function address(scheme: string, random: Random, secret: string): string {
	return `${scheme}://${word(random)}:${secret}@${word(random)}.example.com`;
}

const PRIVATE_KEY = gitleaks('privatekey');
const CONNECTION_STRING = secretlint('database-connection-string');

/** What the rule sets find for no vendor: keys, signed tokens, passwords in addresses and files. */
export const GENERAL_FORMS: readonly SecretForm[] = [
	bare('rule-set-jwt', gitleaks('jwt'), (random) =>
		jwt(random, {
			algorithm: random.pick(['HS256', 'RS256']),
			claims: { name: word(random), role: random.pick(['admin', 'service_role', 'reader']) },
		}),
	),
	bare('rule-set-jwt-in-base64', gitleaks('jwt'), (random) => base64(jwt(random))),
	privateKey('rule-set-rsa-private-key', PRIVATE_KEY, {
		label: 'RSA PRIVATE KEY',
		start: 'MIIEpAIBAAKCAQEA',
		lines: 24,
	}),
	privateKey('rule-set-private-key', PRIVATE_KEY, {
		label: 'PRIVATE KEY',
		start: 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
		lines: 25,
	}),
	privateKey('rule-set-ec-private-key', PRIVATE_KEY, {
		label: 'EC PRIVATE KEY',
		start: 'MHcCAQEE',
		lines: 2,
	}),
	privateKey('rule-set-encrypted-private-key', PRIVATE_KEY, {
		label: 'ENCRYPTED PRIVATE KEY',
		start: 'MIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI',
		lines: 27,
	}),
	privateKey('rule-set-rsa-private-key-with-cipher', PRIVATE_KEY, {
		label: 'RSA PRIVATE KEY',
		headers: ['Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-256-CBC,0123456789ABCDEF', ''],
		start: '',
		lines: 24,
	}),
	privateKey('rule-set-openssh-private-key', PRIVATE_KEY, {
		label: 'OPENSSH PRIVATE KEY',
		start: 'b3BlbnNzaC1rZXktdjEAAAAA',
		lines: 5,
		lineLength: 70,
	}),
	privateKey('rule-set-pgp-private-key', PRIVATE_KEY, {
		label: 'PGP PRIVATE KEY BLOCK',
		headers: [''],
		start: 'lQ',
		lines: 30,
	}),
	within('rule-set-postgresql-address', CONNECTION_STRING, {
		secret: password,
		text: (secret, random) =>
			`${address(random.pick(['postgres', 'postgresql']), random, secret)}:5432/${word(random)}`,
	}),
	within('rule-set-mysql-address', CONNECTION_STRING, {
		secret: password,
		text: (secret, random) => `${address('mysql', random, secret)}:3306/${word(random)}`,
	}),
	within('rule-set-mongodb-address', CONNECTION_STRING, {
		secret: password,
		text: (secret, random) =>
			`${address(random.pick(['mongodb', 'mongodb+srv']), random, secret)}/${word(random)}?retryWrites=true&w=majority`,
	}),
	within('rule-set-basic-auth-address', secretlint('basicauth'), {
		secret: password,
		text: (secret, random) =>
			`${address(random.pick(['https', 'http', 'ftp']), random, secret)}/${word(random)}`,
	}),
	within('rule-set-github-token-in-address', secretlint('npm'), {
		secret: (random) => chars(random, HEX, 40),
		text: (secret, random) =>
			`git+https://${secret}:x-oauth-basic@github.com/${word(random)}/${word(random)}.git`,
	}),
	within('rule-set-npmrc-token', secretlint('npm'), {
		secret: (random) => (random.chance(0.5) ? uuid(random) : base64Bytes(random, 33)),
		text: (secret, random) => `//npm.${word(random)}.example.com/:_authToken=${secret}`,
	}),
	within('rule-set-sidekiq-address', gitleaks('sidekiq'), {
		secret: (random) => `${chars(random, HEX, 8)}:${chars(random, HEX, 8)}`,
		text: (secret, random) =>
			`https://${secret}@${random.pick(['gems', 'enterprise'])}.contribsys.com/`,
	}),
	within('rule-set-sidekiq-setting', gitleaks('sidekiq'), {
		secret: (random) => `${chars(random, HEX, 8)}:${chars(random, HEX, 8)}`,
		text: (secret, random) =>
			`export BUNDLE_${random.pick(['GEMS', 'ENTERPRISE'])}__CONTRIBSYS__COM=${secret}`,
	}),
	within('rule-set-curl-header', gitleaks('curl'), {
		secret: (random) => chars(random, ALPHANUMERIC + '_-', between(random, 24, 48)),
		text: (secret, random) => {
			const header = random.pick([
				'Authorization: Bearer ',
				'Authorization: Token ',
				'X-Api-Key: ',
				`X-${word(random)}-Token: `,
			]);
			return `curl -sS -H "${header}${secret}" https://api.${word(random)}.example.com/v1/items`;
		},
	}),
	within('rule-set-curl-user', gitleaks('curl'), {
		secret: password,
		text: (secret, random) =>
			`curl --user "${word(random)}:${secret}" https://${word(random)}.example.com/status`,
	}),
	within('rule-set-kubernetes-secret', gitleaks('kubernetes'), {
		secret: (random) => base64(password(random)),
		text: (secret, random) =>
			[
				'apiVersion: v1',
				'kind: Secret',
				'metadata:',
				`  name: ${word(random)}`,
				'type: Opaque',
				'data:',
				`  ${word(random)}: ${secret}`,
			].join('\n'),
	}),
	within('rule-set-nuget-password', gitleaks('nuget'), {
		secret: password,
		text: (secret, random) =>
			`<packageSourceCredentials><${word(random)}><add key="Username" value="${word(random)}" /><add key="ClearTextPassword" value="${secret}" /></${word(random)}></packageSourceCredentials>`,
	}),
	within('rule-set-terraform-password', gitleaks('hashicorp'), {
		secret: (random) => chars(random, ALPHANUMERIC + '_-', between(random, 8, 20)),
		text: (secret, random) =>
			[
				`resource "azurerm_mssql_server" "${word(random)}" {`,
				`  administrator_login          = "${word(random)}"`,
				`  administrator_login_password = "${secret}"`,
				'}',
			].join('\n'),
	}),
	within('rule-set-django-key', 'https://docs.djangoproject.com/en/stable/ref/checks/', {
		secret: (random) => chars(random, LOWER_ALPHANUMERIC + '!@#$%^&*(-_=+)', 50),
		text: (secret) => `SECRET_KEY = 'django-insecure-${secret}'`,
	}),
];
