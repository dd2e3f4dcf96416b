import type { SecretForm } from '../form.ts';
import { token } from '../passwords.ts';
import { notation } from './notation.ts';
import { email, host, project, user } from './surroundings.ts';

/** Objects as languages print them into a log, and passwords in what people write to each other. */
export const PRINTED: readonly SecretForm[] = [
	notation({
		name: 'printed-python-dictionary',
		source: 'https://docs.python.org/3/library/functions.html#repr',
		write: (secret, random) =>
			`DEBUG config={'host': '${host(random)}', 'user': '${user(random)}', 'password': '${secret}', 'port': 5432}`,
	}),
	notation({
		name: 'printed-java-record',
		source: 'https://projectlombok.org/features/ToString',
		write: (secret, random) =>
			`INFO Login(user=${user(random)}, password=${secret}, host=${host(random)})`,
	}),
	notation({
		name: 'printed-go-struct',
		source: 'https://pkg.go.dev/fmt',
		write: (secret, random) =>
			`{Host:${host(random)} User:${user(random)} Password:${secret} Port:5432}`,
	}),
	notation({
		name: 'printed-javascript-object',
		source: 'https://nodejs.org/api/util.html#utilinspectobject-options',
		draw: token,
		write: (secret, random) =>
			`{\n  url: 'https://${host(random)}',\n  apiKey: '${secret}',\n  retries: 3\n}`,
	}),
	notation({
		name: 'printed-ruby-hash',
		source: 'https://docs.ruby-lang.org/en/master/Hash.html',
		write: (secret, random) =>
			`Parameters: {"email"=>"${email(random)}", "password"=>"${secret}", "commit"=>"Sign in"}`,
	}),
	notation({
		name: 'printed-key-value-log',
		source: 'https://brandur.org/logfmt',
		draw: token,
		write: (secret, random) =>
			`level=info msg="signed in" user=${user(random)} ${random.pick(['token', 'password', 'secret', 'session_token'])}=${secret} duration=12ms`,
	}),
	notation({
		name: 'prose-login-lines',
		source: 'https://attack.mitre.org/techniques/T1552/001/',
		write: (secret, random) =>
			`Access to ${project(random)}:\n- URL: https://${host(random)}/login\n- ${random.pick(['User', 'Login', 'Username'])}: ${email(random)}\n- ${random.pick(['Password', 'password', 'Pass', '**Password**', 'Temporary password'])}: ${random.pick([secret, `\`${secret}\``])}\n`,
	}),
	notation({
		name: 'prose-password-is',
		source: 'https://attack.mitre.org/techniques/T1552/008/',
		write: (secret, random) =>
			`Hi, the ${random.pick(['password', 'admin password', 'wifi password', 'passphrase'])} ${random.pick([`for ${project(random)} `, ''])}is ${random.pick([secret, `"${secret}"`, `\`${secret}\``])} - please change it after the first login.`,
	}),
	notation({
		name: 'prose-log-in-with',
		source: 'https://attack.mitre.org/techniques/T1552/008/',
		write: (secret, random) =>
			`Go to https://${host(random)} and log in with ${random.pick([
				`username ${user(random)} and password ${secret}`,
				`user "${user(random)}" and password "${secret}"`,
			])} to see the ${project(random)} page.`,
	}),
	notation({
		name: 'markdown-table-password',
		source: 'https://github.github.com/gfm/#tables-extension-',
		write: (secret, random) =>
			`| Setting | Value |\n| --- | --- |\n| Host | ${host(random)} |\n| User | ${user(random)} |\n| Password | ${secret} |\n`,
	}),
];
