import type { SecretForm } from '../form.ts';
import { type Draw, IN_QUERY, password, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import { base64, email, host, port, project, user } from './surroundings.ts';

const PERCENT = 'https://www.rfc-editor.org/rfc/rfc3986';
const ENTITIES = 'https://html.spec.whatwg.org/multipage/named-characters.html';
const JSON_SYNTAX = 'https://www.rfc-editor.org/rfc/rfc8259';
const CURL = 'https://curl.se/docs/manpage.html';

const percentPassword: Draw = (random) => encodeURIComponent(password(random));
const entityPassword: Draw = (random) => password(random).replaceAll('&', '&amp;');

/** Known notations in an encoding, or one inside another. */
export const ENCODED: readonly SecretForm[] = [
	notation({
		name: 'percent-form-in-query',
		source: PERCENT,
		draw: (random) => encodeURIComponent(percentPassword(random)),
		write: (secret, random) =>
			`body=user%3D${user(random)}%26${random.pick(['password', 'passwd', 'token'])}%3D${secret}%26remember%3D1`,
	}),
	notation({
		name: 'percent-json',
		source: PERCENT,
		draw: percentPassword,
		write: (secret, random) =>
			`https://${host(random)}/api?filter=%7B%22user%22%3A%22${user(random)}%22%2C%22${random.pick(['password', 'apiKey', 'secret'])}%22%3A%22${secret}%22%7D`,
	}),
	notation({
		name: 'percent-url-in-url',
		source: PERCENT,
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			`https://${host(random)}/login?next=${encodeURIComponent(`https://${host(random)}/cb?user=${user(random)}&password=${secret}&v=1`)}`,
	}),
	notation({
		name: 'percent-user-in-url',
		source: PERCENT,
		draw: passwordWith('-_.!*'),
		write: (secret, random) =>
			`https://${host(random)}/import?dsn=${encodeURIComponent(`postgres://${user(random)}:${secret}@${host(random)}:${port(random)}/${project(random)}`)}`,
	}),
	notation({
		name: 'percent-twice',
		source: PERCENT,
		draw: token,
		write: (secret, random) =>
			`https://${host(random)}/r?u=${encodeURIComponent(encodeURIComponent(`https://${host(random)}/?access_token=${secret}&lang=en`))}`,
	}),
	notation({
		name: 'entities-json',
		source: ENTITIES,
		draw: entityPassword,
		write: (secret, random) =>
			`<div data-config="{&quot;user&quot;: &quot;${user(random)}&quot;, &quot;${random.pick(['password', 'apiToken', 'secret'])}&quot;: &quot;${secret}&quot;}"></div>`,
	}),
	notation({
		name: 'entities-apostrophe',
		source: ENTITIES,
		draw: entityPassword,
		write: (secret, random) => {
			const quote = random.pick(['&#39;', '&#x27;', '&apos;']);
			const pair = `password=${quote}${secret}${quote}`;
			return `<code>connect(user=${quote}${user(random)}${quote}, ${pair})</code>`;
		},
	}),
	notation({
		name: 'entities-ampersand-in-query',
		source: ENTITIES,
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			`<a href="https://${host(random)}/login?user=${user(random)}&amp;password=${secret}&amp;go=1">Sign in</a>`,
	}),
	notation({
		name: 'json-unicode-quote',
		source: JSON_SYNTAX,
		write: (secret, random) =>
			String.raw`{\u0022user\u0022:\u0022${user(random)}\u0022,\u0022${random.pick(['password', 'token', 'apiKey'])}\u0022:\u0022${secret}\u0022}`,
	}),
	notation({
		name: 'json-unicode-ampersand',
		source: JSON_SYNTAX,
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			String.raw`{"url":"https://${host(random)}/?user=${user(random)}\u0026password=${secret}\u0026x=1"}`,
	}),
	notation({
		name: 'javascript-hex-quote',
		source: 'https://tc39.es/ecma262/#sec-literals-string-literals',
		write: (secret, random) =>
			String.raw`var config = JSON.parse("{\x22host\x22:\x22${host(random)}\x22,\x22password\x22:\x22${secret}\x22}");`,
	}),
	notation({
		name: 'shell-json-single-quotes',
		source: CURL,
		write: (secret, random) =>
			`curl -X POST https://${host(random)}/login -H 'Content-Type: application/json' -d '{"email":"${email(random)}","${random.pick(['password', 'client_secret'])}":${random.pick(['', ' '])}"${secret}"}'`,
	}),
	notation({
		name: 'shell-json-double-quotes',
		source: CURL,
		draw: passwordWith('@#%^*-_+=.?'),
		write: (secret, random) =>
			`curl -X POST https://${host(random)}/login -d "{\\"user\\": \\"${user(random)}\\", \\"password\\": \\"${secret}\\"}"`,
	}),
	notation({
		name: 'yaml-double-quoted-json',
		source: 'https://yaml.org/spec/1.2.2/',
		write: (secret, random) =>
			`app: ${project(random)}\nconfig: "{\\"host\\":\\"${host(random)}\\",\\"password\\":\\"${secret}\\"}"\n`,
	}),
	notation({
		name: 'yaml-single-quoted-json',
		source: 'https://yaml.org/spec/1.2.2/',
		write: (secret, random) =>
			`credentials: '{"username": "${user(random)}", "password": "${secret}"}'\n`,
	}),
	notation({
		name: 'python-bytes-json',
		source: 'https://docs.python.org/3/library/stdtypes.html#bytes',
		write: (secret, random) =>
			`send: b'{"login": "${user(random)}", "password": "${secret}"}'\nreply: 'HTTP/1.1 200 OK\\r\\n'`,
	}),
	notation({
		name: 'escaped-newlines-env-file',
		source: JSON_SYNTAX,
		draw: passwordWith('!@%^*-_+=.?'),
		write: (secret, random) =>
			JSON.stringify({
				path: '.env',
				content: `DB_HOST=${host(random)}\nDB_PASSWORD=${secret}\nPORT=3000\n`,
			}),
	}),
	notation({
		name: 'base64-basic-in-command',
		source: 'https://www.rfc-editor.org/rfc/rfc7617',
		draw: (random) => base64(`${user(random)}:${password(random)}`),
		write: (secret, random) =>
			`curl -H "Authorization: Basic ${secret}" https://${host(random)}/rest/api/2/issue/17`,
	}),
	notation({
		name: 'base64-docker-config',
		source: 'https://docs.docker.com/reference/cli/docker/login/',
		draw: (random) => base64(`${user(random)}:${password(random)}`),
		write: (secret, random) =>
			JSON.stringify({ auths: { [`https://${host(random)}/v2/`]: { auth: secret } } }, null, '\t'),
	}),
];
