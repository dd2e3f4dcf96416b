import type { Random } from '../../day/random.ts';
import { ALPHANUMERIC, BASE64, BASE64_URL, chars, DIGITS, HEX } from '../chars.ts';
import type { SampleValue, SecretForm } from '../form.ts';
import { notation } from './notation.ts';
import { email, project, user, uuid } from './surroundings.ts';

const PEM = 'https://www.rfc-editor.org/rfc/rfc7468';
const ENCRYPTED_PEM = 'https://www.rfc-editor.org/rfc/rfc1421';
const OPENSSH = 'https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key';
const PEM_LINE = 64;

/** The `./0-9A-Za-z` of crypt(3). */
const CRYPT = `./${ALPHANUMERIC}`;

interface KeyText {
	/** What every key of the kind begins with in base64. */
	start: string;
	/** Characters of the whole base64 text, a multiple of four. */
	length: number;
	lineLength?: number;
}

interface KeyFile extends KeyText {
	name: string;
	source: string;
	/** What the file begins with, `RSA PRIVATE KEY` for example. */
	label: string;
	/** Between the first line and the key. */
	headers?: (random: Random) => string[];
	/** What the file stands in: on its own unless given. */
	write?: (file: string, random: Random) => SampleValue;
}

function keyLines(random: Random, { start, length, lineLength = PEM_LINE }: KeyText): string[] {
	const text = `${start}${chars(random, BASE64, length - start.length - 1)}=`;
	return text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
}

/** A private key between its two lines of dashes. Each line of the key is a secret. */
function keyFile({ name, source, label, headers, write, ...text }: KeyFile): SecretForm {
	return {
		name,
		source,
		make(random) {
			const secrets = keyLines(random, text);
			const file = [
				`-----BEGIN ${label}-----`,
				...(headers?.(random) ?? []),
				...secrets,
				`-----END ${label}-----`,
				'',
			].join('\n');
			return { value: write?.(file, random) ?? file, secrets };
		},
	};
}

const encryptedHeaders = (random: Random) => [
	'Proc-Type: 4,ENCRYPTED',
	`DEK-Info: AES-128-CBC,${chars(random, HEX.toUpperCase(), 32)}`,
	'',
];

/** Private keys, and hashes of passwords that can be cracked offline. */
export const KEY_FILES: readonly SecretForm[] = [
	keyFile({ name: 'pem-rsa', source: PEM, label: 'RSA PRIVATE KEY', start: 'MIIE', length: 1592 }),
	keyFile({
		name: 'pem-ec',
		source: PEM,
		label: 'EC PRIVATE KEY',
		start: 'MHcCAQEEI',
		length: 164,
	}),
	keyFile({
		name: 'pem-pkcs8',
		source: PEM,
		label: 'PRIVATE KEY',
		start: 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
		length: 1624,
	}),
	keyFile({
		name: 'pem-pkcs8-encrypted',
		source: PEM,
		label: 'ENCRYPTED PRIVATE KEY',
		start: 'MIIFHDBO',
		length: 1720,
	}),
	keyFile({
		name: 'pem-rsa-encrypted',
		source: ENCRYPTED_PEM,
		label: 'RSA PRIVATE KEY',
		start: '',
		length: 1592,
		headers: encryptedHeaders,
	}),
	keyFile({
		name: 'pem-openssh',
		source: OPENSSH,
		label: 'OPENSSH PRIVATE KEY',
		start: 'b3BlbnNzaC1rZXktdjEA',
		length: 540,
		lineLength: 70,
	}),
	keyFile({
		name: 'pem-pgp',
		source: 'https://www.rfc-editor.org/rfc/rfc9580',
		label: 'PGP PRIVATE KEY BLOCK',
		start: 'lQ',
		length: 936,
		headers: (random) => [...random.pick([[], ['Version: GnuPG v2'], ['Comment: backup key']]), ''],
	}),
	keyFile({
		name: 'pem-here-document',
		source: OPENSSH,
		label: 'OPENSSH PRIVATE KEY',
		start: 'b3BlbnNzaC1rZXktdjEA',
		length: 388,
		lineLength: 70,
		write: (file, random) => {
			const path = `~/.ssh/id_${project(random)}`;
			return `mkdir -p ~/.ssh && cat > ${path} <<'EOF'\n${file}EOF\nchmod 600 ${path}`;
		},
	}),
	keyFile({
		name: 'pem-escaped-in-json',
		source: 'https://cloud.google.com/iam/docs/keys-create-delete',
		label: 'PRIVATE KEY',
		start: 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
		length: 1624,
		write: (file, random) =>
			JSON.stringify({
				type: 'service_account',
				project_id: project(random),
				private_key: file,
				client_email: email(random),
			}),
	}),
	keyFile({
		name: 'pem-indented-in-yaml',
		source: 'https://yaml.org/spec/1.2.2/',
		label: 'EC PRIVATE KEY',
		start: 'MHcCAQEEI',
		length: 164,
		write: (file, random) =>
			`tls:\n  name: ${project(random)}\n  key: |\n${file.trimEnd().replaceAll(/^/gm, '    ')}\n  port: 443\n`,
	}),
	keyFile({
		name: 'pem-in-argument',
		source: 'https://github.com/appleboy/ssh-action',
		label: 'RSA PRIVATE KEY',
		start: 'MIIE',
		length: 1592,
		write: (file, random) => ({ host: 'build.example.com', username: user(random), key: file }),
	}),
	{
		name: 'pem-cut-off',
		source: PEM,
		make(random) {
			const secrets = keyLines(random, { start: 'MI', length: 640 });
			const label = `${random.pick(['RSA ', 'EC ', ''])}PRIVATE KEY`;
			return { value: `-----BEGIN ${label}-----\n${secrets.join('\n')}`, secrets };
		},
	},
	{
		name: 'putty-private-lines',
		source: 'https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html',
		make(random) {
			const open = keyLines(random, { start: 'AAAAB3NzaC1yc2EAAAADAQAB', length: 372 });
			const secrets = keyLines(random, { start: 'AAABA', length: 620 });
			const version = random.pick([2, 3]);
			const value = [
				`PuTTY-User-Key-File-${version}: ssh-rsa`,
				'Encryption: none',
				`Comment: ${user(random)}@${project(random)}`,
				`Public-Lines: ${open.length}`,
				...open,
				`Private-Lines: ${secrets.length}`,
				...secrets,
				`Private-MAC: ${chars(random, HEX, version === 3 ? 64 : 40)}`,
				'',
			].join('\n');
			return { value, secrets };
		},
	},
	notation({
		name: 'jwks-elliptic-private',
		source: 'https://www.rfc-editor.org/rfc/rfc7518',
		draw: (random) => chars(random, BASE64_URL, 43),
		write: (secret, random) =>
			JSON.stringify({
				keys: [
					{
						kty: 'EC',
						crv: 'P-256',
						kid: uuid(random),
						x: chars(random, BASE64_URL, 43),
						y: chars(random, BASE64_URL, 43),
						d: secret,
					},
				],
			}),
	}),
	{
		name: 'jwk-rsa-private',
		source: 'https://www.rfc-editor.org/rfc/rfc7518',
		make(random) {
			const [d, p, q] = [342, 171, 171].map((length) => chars(random, BASE64_URL, length));
			const value = JSON.stringify(
				{ kty: 'RSA', n: chars(random, BASE64_URL, 342), e: 'AQAB', d, p, q, alg: 'RS256' },
				null,
				2,
			);
			return { value, secrets: [d!, p!, q!] };
		},
	},
	notation({
		name: 'jwk-symmetric',
		source: 'https://www.rfc-editor.org/rfc/rfc7517',
		draw: (random) => chars(random, BASE64_URL, 43),
		write: (secret, random) => ({ kty: 'oct', kid: project(random), alg: 'HS256', k: secret }),
	}),
	notation({
		name: 'htpasswd-line',
		source: 'https://httpd.apache.org/docs/current/misc/password_encryptions.html',
		draw: (random) => chars(random, CRYPT, random.pick([22, 53])),
		write: (secret, random) => {
			const salt = secret.length === 22 ? `$apr1$${chars(random, CRYPT, 8)}$` : '$2y$10$';
			return `${user(random)}:${salt}${secret}\n`;
		},
	}),
	notation({
		name: 'htpasswd-sha1-line',
		source: 'https://httpd.apache.org/docs/current/misc/password_encryptions.html',
		draw: (random) => `${chars(random, BASE64, 27)}=`,
		write: (secret, random) => `${user(random)}:{SHA}${secret}\n`,
	}),
	notation({
		name: 'shadow-line',
		source: 'https://man7.org/linux/man-pages/man5/shadow.5.html',
		draw: (random) => chars(random, CRYPT, 86),
		write: (secret, random) =>
			`daemon:*:19701:0:99999:7:::\n${user(random)}:$6$${chars(random, CRYPT, 16)}$${secret}:19${chars(random, DIGITS, 3)}:0:99999:7:::\n`,
	}),
	notation({
		name: 'shadow-yescrypt-line',
		source: 'https://man7.org/linux/man-pages/man5/crypt.5.html',
		draw: (random) => chars(random, CRYPT, 43),
		write: (secret, random) =>
			`${user(random)}:$y$j9T$${chars(random, CRYPT, 22)}$${secret}:20011:0:99999:7:::\n`,
	}),
	notation({
		name: 'wireguard-private-key',
		source: 'https://man7.org/linux/man-pages/man8/wg.8.html',
		draw: (random) => `${chars(random, BASE64, 43)}=`,
		write: (secret, random) =>
			`[Interface]\n${random.pick(['PrivateKey', 'PrivateKey', 'PresharedKey'])} = ${secret}\nAddress = 10.8.0.${random.below(250)}/24\n`,
	}),
];
