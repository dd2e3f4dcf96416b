import { BASE64, chars } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	IN_ENVIRONMENT_FILE,
	IN_DOUBLE_QUOTES,
	passwordWith,
	PUNCTUATION,
	token,
} from '../passwords.ts';
import { notation } from './notation.ts';
import {
	base64,
	email,
	host,
	passwordVariable,
	project,
	tokenVariable,
	user,
	uuid,
} from './surroundings.ts';

const NETRC = 'https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html';
const DOCKERFILE = 'https://docs.docker.com/reference/dockerfile/';

/** Without what begins a comment in the files of systemd and of some readers of INI. */
const IN_SYSTEMD = '!@^&*-_+=.?';

/** Files of settings that are read line by line. */
export const CONFIG_FILES: readonly SecretForm[] = [
	notation({
		name: 'netrc-one-line',
		source: NETRC,
		write: (secret, random) =>
			`machine ${host(random)} login ${user(random)} password ${secret}\n${random.pick(['', 'default login anonymous password guest@example.com\n'])}`,
	}),
	notation({
		name: 'netrc-several-lines',
		source: NETRC,
		write: (secret, random) =>
			`machine ${host(random)}\n${random.pick(['  ', '\t', ''])}login ${user(random)}\n${random.pick(['  ', '\t', ''])}password ${secret}\n`,
	}),
	notation({
		name: 'pgpass-line',
		source: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
		write: (secret, random) =>
			`# cat ~/.pgpass\n${host(random)}:5432:${random.pick([project(random), '*'])}:${user(random)}:${secret}\n`,
	}),
	notation({
		name: 'npmrc-auth-token',
		source: 'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc',
		draw: (random) => random.pick([uuid, token])(random),
		write: (secret, random) => {
			const registry = `//${host(random)}/npm/`;
			return `@${project(random)}:registry=https:${registry}\n${registry}:_authToken=${secret}\nalways-auth=true\n`;
		},
	}),
	notation({
		name: 'npmrc-legacy-password',
		source: 'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc',
		draw: (random) => base64(passwordWith(PUNCTUATION)(random)),
		write: (secret, random) => {
			const registry = `//${host(random)}/artifactory/api/npm/npm/`;
			return `${registry}:username=${user(random)}\n${registry}:${random.pick(['_password', '_auth'])}=${secret}\n${registry}:email=${email(random)}\n`;
		},
	}),
	notation({
		name: 'git-credentials',
		source: 'https://git-scm.com/docs/git-credential-store',
		draw: (random) =>
			random.pick([token(random), encodeURIComponent(passwordWith(PUNCTUATION)(random))]),
		write: (secret, random) => `https://${user(random)}:${secret}@${host(random)}\n`,
	}),
	notation({
		name: 'dotenv-plain',
		source: 'https://github.com/motdotla/dotenv',
		draw: passwordWith(IN_ENVIRONMENT_FILE),
		write: (secret, random) =>
			`NODE_ENV=production\nDB_HOST=${host(random)}\nDB_USER=${user(random)}\n${passwordVariable(random)}=${secret}\nPORT=3000\n`,
	}),
	notation({
		name: 'dotenv-quoted',
		source: 'https://github.com/motdotla/dotenv',
		draw: passwordWith(IN_DOUBLE_QUOTES),
		write: (secret, random) =>
			`# production\nexport ${random.pick([passwordVariable, tokenVariable])(random)}="${secret}"  # rotate in May\nDEBUG=false\n`,
	}),
	notation({
		name: 'dotenv-token',
		source: 'https://github.com/motdotla/dotenv',
		draw: token,
		write: (secret, random) =>
			`APP_URL=https://${host(random)}\n${tokenVariable(random)}=${secret}\nLOG_LEVEL=warn`,
	}),
	notation({
		name: 'ini-section',
		source: 'https://docs.python.org/3/library/configparser.html',
		write: (secret, random) => {
			const separator = random.pick([' = ', '=', ': ']);
			return `[database]\nhost${separator}${host(random)}\nuser${separator}${user(random)}\n${random.pick(['password', 'passwd', 'pass'])}${separator}${secret}\n\n[log]\nlevel${separator}info\n`;
		},
	}),
	notation({
		name: 'mysql-option-file',
		source: 'https://dev.mysql.com/doc/refman/8.4/en/option-files.html',
		write: (secret, random) =>
			`[client]\nuser=${user(random)}\npassword="${secret}"\nhost=${host(random)}\n`,
	}),
	notation({
		name: 'java-properties',
		source:
			'https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html',
		write: (secret, random) =>
			`spring.datasource.url=jdbc:mysql://${host(random)}/${project(random)}\nspring.datasource.username=${user(random)}\n${random.pick(['spring.datasource.password', 'spring.mail.password', 'javax.net.ssl.trustStorePassword', 'jwt.secret'])}${random.pick(['=', ' = ', ': '])}${secret}\nserver.port=8080\n`,
	}),
	notation({
		name: 'dockerfile-env',
		source: DOCKERFILE,
		draw: passwordWith(IN_DOUBLE_QUOTES),
		write: (secret, random) =>
			`FROM node:24-slim\nWORKDIR /app\nENV ${passwordVariable(random)}="${secret}" \\\n    NODE_ENV=production\nCOPY . .\n`,
	}),
	notation({
		name: 'dockerfile-env-with-space',
		source: DOCKERFILE,
		draw: token,
		write: (secret, random) =>
			`FROM python:3.13\nENV ${tokenVariable(random)} ${secret}\nRUN pip install -r requirements.txt\n`,
	}),
	notation({
		name: 'dockerfile-arg',
		source: DOCKERFILE,
		draw: token,
		write: (secret, random) =>
			`FROM alpine:3.22\nARG ${random.pick(['NPM_TOKEN', 'GIT_TOKEN', 'DB_PASSWORD'])}=${secret}\nRUN ./build.sh\n`,
	}),
	notation({
		name: 'systemd-environment',
		source: 'https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html',
		draw: passwordWith(IN_SYSTEMD),
		write: (secret, random) =>
			`[Service]\nUser=deploy\n${random.pick([
				`Environment="${passwordVariable(random)}=${secret}"`,
				`Environment=${passwordVariable(random)}=${secret} PORT=3000`,
			])}\nExecStart=/usr/bin/node /srv/${project(random)}/main.js\nRestart=always\n`,
	}),
	notation({
		name: 'redis-requirepass',
		source: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
		write: (secret) => `bind 127.0.0.1\nport 6379\nrequirepass ${secret}\nappendonly yes\n`,
	}),
	notation({
		name: 'wpa-supplicant-psk',
		source: 'https://linux.die.net/man/5/wpa_supplicant.conf',
		write: (secret, random) =>
			`network={\n\tssid="${project(random)}-office"\n\tpsk="${secret}"\n\tkey_mgmt=WPA-PSK\n}\n`,
	}),
	notation({
		name: 'ipsec-secrets-psk',
		source: 'https://linux.die.net/man/5/ipsec.secrets',
		write: (secret, random) =>
			`# ipsec.secrets\n${host(random)} ${host(random)} : PSK "${secret}"\n`,
	}),
	notation({
		name: 'cifs-credentials-file',
		source: 'https://linux.die.net/man/8/mount.cifs',
		write: (secret, random) => `username=${user(random)}\npassword=${secret}\ndomain=CORP\n`,
	}),
	notation({
		name: 'aws-credentials-file',
		source: 'https://docs.aws.amazon.com/cli/v1/userguide/cli-configure-files.html',
		draw: (random) => chars(random, BASE64, 40),
		write: (secret, random) =>
			`[${project(random)}]\nregion = eu-central-1\naws_secret_access_key = ${secret}\noutput = json\n`,
	}),
];
