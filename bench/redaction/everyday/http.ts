import { chars, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import { IN_QUERY, password, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import { base64, boundary, email, host, port, project, user, uuid } from './surroundings.ts';

const BASIC = 'https://www.rfc-editor.org/rfc/rfc7617';
const BEARER = 'https://www.rfc-editor.org/rfc/rfc6750';
const COOKIES = 'https://www.rfc-editor.org/rfc/rfc6265';
const API_KEYS = 'https://swagger.io/docs/specification/v3_0/authentication/api-keys/';
const FORMS = 'https://url.spec.whatwg.org/#application/x-www-form-urlencoded';

/** Requests and answers as programs dump them, and what their headers and bodies hold. */
export const HTTP: readonly SecretForm[] = [
	{
		name: 'http-authorization-basic',
		source: BASIC,
		make(random) {
			const secret = base64(`${user(random)}:${password(random)}`);
			return {
				value: `GET /api/${project(random)} HTTP/1.1\r\nHost: ${host(random)}\r\n${random.pick(['Authorization', 'authorization', 'Proxy-Authorization'])}: Basic ${secret}\r\nAccept: */*\r\n\r\n`,
				secrets: [secret],
			};
		},
	},
	notation({
		name: 'http-authorization-bearer',
		source: BEARER,
		draw: token,
		write: (secret, random) =>
			`POST /v1/${project(random)} HTTP/1.1\nHost: ${host(random)}\nAuthorization: ${random.pick(['Bearer', 'bearer'])} ${secret}\nContent-Type: application/json\n\n{"page":1}`,
	}),
	notation({
		name: 'http-authorization-api-key',
		source:
			'https://www.elastic.co/guide/en/elasticsearch/reference/current/security-api-create-api-key.html',
		draw: (random) => base64(`${chars(random, HEX, 20)}:${chars(random, HEX, 22)}`),
		write: (secret, random) =>
			`> GET /_search HTTP/1.1\n> Host: ${host(random)}:9200\n> Authorization: ApiKey ${secret}\n> User-Agent: curl/8.9.1\n`,
	}),
	notation({
		name: 'http-authorization-no-scheme',
		source: 'https://www.rfc-editor.org/rfc/rfc9110',
		draw: token,
		write: (secret, random) =>
			`Host: ${host(random)}\nAuthorization: ${random.pick(['', 'Token ', 'Token token='])}${secret}\nAccept-Encoding: gzip`,
	}),
	notation({
		name: 'http-x-api-key',
		source: API_KEYS,
		draw: token,
		write: (secret, random) =>
			`GET /v2/status HTTP/1.1\nHost: ${host(random)}\n${random.pick(['X-Api-Key', 'X-API-KEY', 'x-api-key', 'Api-Key'])}: ${secret}\nAccept: application/json\n`,
	}),
	notation({
		name: 'http-custom-token-header',
		source: API_KEYS,
		draw: token,
		write: (secret, random) =>
			`Host: ${host(random)}\n${random.pick(['X-Auth-Token', 'PRIVATE-TOKEN', 'X-Vault-Token', 'X-Amz-Security-Token', `X-${project(random)}-Secret`])}: ${secret}\nConnection: close\n`,
	}),
	notation({
		name: 'http-headers-json',
		source: 'https://developer.mozilla.org/en-US/docs/Web/API/Headers',
		draw: token,
		write: (secret, random) =>
			`{"host":"${host(random)}","${random.pick(['authorization', 'Authorization'])}":"Bearer ${secret}","accept":"*/*"}`,
	}),
	notation({
		name: 'http-cookie',
		source: COOKIES,
		draw: token,
		write: (secret, random) =>
			`GET /account HTTP/1.1\nHost: ${host(random)}\nCookie: theme=dark; ${random.pick(['session', 'auth', 'access_token', '__Host-session', 'remember_token'])}=${secret}; lang=en\n`,
	}),
	notation({
		name: 'http-set-cookie',
		source: COOKIES,
		draw: token,
		write: (secret, random) =>
			`HTTP/2 302\nlocation: /home\n${random.pick(['Set-Cookie', 'set-cookie'])}: ${random.pick(['sid', 'session_id', 'jwt', 'refresh_token'])}=${secret}; Path=/; HttpOnly; Secure; SameSite=Lax\n`,
	}),
	{
		name: 'http-cookies-of-frameworks',
		source: 'https://expressjs.com/en/resources/middleware/session.html',
		make(random) {
			const [django, php] = [chars(random, HEX, 32), chars(random, HEX, 26)];
			const express = `s%3A${token(random)}.${token(random)}`;
			return {
				value: `Cookie: sessionid=${django}; PHPSESSID=${php}; connect.sid=${express}; tz=UTC`,
				secrets: [django, php, express],
			};
		},
	},
	notation({
		name: 'form-body',
		source: FORMS,
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			`${random.pick(['user', 'username', 'login'])}=${user(random)}&${random.pick(['password', 'passwd', 'pass', 'pwd'])}=${secret}&remember=on`,
	}),
	notation({
		name: 'form-body-percent-encoded',
		source: FORMS,
		draw: (random) => encodeURIComponent(password(random)),
		write: (secret, random) =>
			`email=${encodeURIComponent(email(random))}&${random.pick(['password', 'user%5Bpassword%5D', 'j_password', 'confirmPassword'])}=${secret}`,
	}),
	notation({
		name: 'form-body-oauth',
		source: 'https://www.rfc-editor.org/rfc/rfc6749',
		draw: token,
		write: (secret, random) =>
			`grant_type=client_credentials&client_id=${uuid(random)}&client_secret=${secret}&scope=read`,
	}),
	notation({
		name: 'form-body-refresh-token',
		source: 'https://www.rfc-editor.org/rfc/rfc6749',
		draw: token,
		write: (secret, random) =>
			`POST /oauth/token HTTP/1.1\nHost: ${host(random)}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token&refresh_token=${secret}`,
	}),
	notation({
		name: 'oauth-token-answer',
		source: 'https://www.rfc-editor.org/rfc/rfc6749',
		draw: token,
		write: (secret, random) =>
			JSON.stringify({
				[random.pick(['access_token', 'refresh_token', 'id_token'])]: secret,
				token_type: 'Bearer',
				expires_in: 3600,
			}),
	}),
	notation({
		name: 'multipart-password',
		source: 'https://www.rfc-editor.org/rfc/rfc7578',
		write: (secret, random) => {
			const line = boundary(random);
			const part = (name: string, value: string) =>
				`--${line}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
			return `${part('username', user(random))}${part('password', secret)}--${line}--\r\n`;
		},
	}),
	notation({
		name: 'query-string-token',
		source: FORMS,
		draw: token,
		write: (secret, random) =>
			`127.0.0.1 - - "GET /ws?${random.pick(['token', 'auth', 'sig', 'access_token', 'session'])}=${secret}&v=2 HTTP/1.1" 101 ${port(random)}`,
	}),
	notation({
		name: 'proxy-url-variable',
		source: 'https://curl.se/docs/manpage.html',
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			`export ${random.pick(['https_proxy', 'HTTPS_PROXY', 'ALL_PROXY'])}=http://${user(random)}:${secret}@proxy.example.com:3128`,
	}),
];
