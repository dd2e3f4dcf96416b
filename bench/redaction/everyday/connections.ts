import { BASE64, chars } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	type Draw,
	githubToken,
	IN_QUERY,
	IN_URL_USER,
	password,
	passwordWith,
	token,
	words,
} from '../passwords.ts';
import { notation } from './notation.ts';
import { host, port, project, user } from './surroundings.ts';

const ADO_NET =
	'https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax';
const GIT_WITH_TOKEN =
	'https://github.blog/2012-09-21-easier-builds-and-deployments-using-git-over-https-and-oauth/';
const URL_SYNTAX = 'https://www.rfc-editor.org/rfc/rfc3986';
const urlPassword = passwordWith(IN_URL_USER);

/** A password with the characters that people forget to encode in a URL. */
function awkwardPassword(delimiters: string): Draw {
	return (random) => {
		const [first = '', second = ''] = words(random, 2);
		const middle = random.chance(0.4) ? chars(random, delimiters, 1) + random.below(900) : '';
		return `${first}${chars(random, delimiters, 1)}${second}${middle}${random.below(9000)}`;
	};
}

/** Connection strings, and URLs with a password or token in the user part. */
export const CONNECTIONS: readonly SecretForm[] = [
	notation({
		name: 'connection-ado-net-password',
		source: ADO_NET,
		write: (secret, random) =>
			`Server=tcp:${host(random)},1433;Initial Catalog=${project(random)};User ID=${user(random)};Password=${secret};Encrypt=True;Connection Timeout=30;`,
	}),
	notation({
		name: 'connection-ado-net-pwd',
		source: ADO_NET,
		write: (secret, random) =>
			`Data Source=${host(random)};Database=${project(random)};Uid=${user(random)};Pwd=${secret};`,
	}),
	notation({
		name: 'connection-odbc',
		source: 'https://learn.microsoft.com/en-us/sql/connect/odbc/dsn-connection-string-attribute',
		write: (secret, random) =>
			`DRIVER={ODBC Driver 18 for SQL Server};SERVER=${host(random)};DATABASE=${project(random)};UID=${user(random)};PWD=${random.pick([secret, `{${secret}}`])}`,
	}),
	notation({
		name: 'connection-json-settings',
		source: 'https://learn.microsoft.com/en-us/aspnet/core/fundamentals/configuration/',
		write: (secret, random) =>
			JSON.stringify(
				{
					ConnectionStrings: {
						Default: `Host=${host(random)};Port=5432;Username=${user(random)};Password=${secret};Database=${project(random)}`,
					},
					AllowedHosts: '*',
				},
				null,
				2,
			),
	}),
	notation({
		name: 'connection-storage-account-key',
		source:
			'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string',
		draw: (random) => `${chars(random, BASE64, 86)}==`,
		write: (secret, random) =>
			`DefaultEndpointsProtocol=https;AccountName=${project(random)}${random.below(99)};AccountKey=${secret};EndpointSuffix=core.windows.net`,
	}),
	notation({
		name: 'connection-libpq-keywords',
		source: 'https://www.postgresql.org/docs/current/libpq-connect.html',
		write: (secret, random) =>
			`host=${host(random)} port=5432 dbname=${project(random)} user=${user(random)} password=${random.pick([secret, `'${secret}'`])} sslmode=require`,
	}),
	notation({
		name: 'connection-jdbc-query',
		source: 'https://jdbc.postgresql.org/documentation/use/',
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			`jdbc:postgresql://${host(random)}:5432/${project(random)}?user=${user(random)}&password=${secret}&ssl=true`,
	}),
	notation({
		name: 'connection-jdbc-sqlserver',
		source: 'https://learn.microsoft.com/en-us/sql/connect/jdbc/building-the-connection-url',
		write: (secret, random) =>
			`jdbc:sqlserver://${host(random)}:1433;databaseName=${project(random)};user=${user(random)};password=${secret};encrypt=true`,
	}),
	notation({
		name: 'url-postgres',
		source: 'https://www.postgresql.org/docs/current/libpq-connect.html',
		draw: urlPassword,
		write: (secret, random) =>
			`${random.pick(['DATABASE_URL=', '', 'psql '])}${random.pick(['postgres', 'postgresql', 'postgresql+asyncpg'])}://${user(random)}:${secret}@${host(random)}:5432/${project(random)}`,
	}),
	notation({
		name: 'url-mysql',
		source: 'https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html',
		draw: urlPassword,
		write: (secret, random) =>
			`${random.pick(['mysql', 'mysqlx', 'mysql+pymysql', 'mariadb'])}://${user(random)}:${secret}@${host(random)}:3306/${project(random)}?charset=utf8mb4`,
	}),
	notation({
		name: 'url-mongodb',
		source: 'https://www.mongodb.com/docs/manual/reference/connection-string/',
		draw: urlPassword,
		write: (secret, random) =>
			random.pick([
				`mongodb+srv://${user(random)}:${secret}@cluster0.example.mongodb.net/${project(random)}?retryWrites=true&w=majority`,
				`mongodb://${user(random)}:${secret}@${host(random)}:27017,${host(random)}:27017/${project(random)}?replicaSet=rs0`,
			]),
	}),
	notation({
		name: 'url-redis-no-user',
		source: 'https://www.iana.org/assignments/uri-schemes/prov/redis',
		draw: urlPassword,
		write: (secret, random) =>
			`${random.pick(['REDIS_URL=', 'redis-cli -u '])}${random.pick(['redis', 'rediss'])}://${random.pick(['', 'default'])}:${secret}@${host(random)}:6379/0`,
	}),
	notation({
		name: 'url-amqp',
		source: 'https://www.rabbitmq.com/docs/uri-spec',
		draw: urlPassword,
		write: (secret, random) =>
			`broker_url: ${random.pick(['amqp', 'amqps'])}://${user(random)}:${secret}@${host(random)}:5671/%2F${project(random)}`,
	}),
	notation({
		name: 'url-smtp-and-ftp',
		source: 'https://www.rfc-editor.org/rfc/rfc1738',
		draw: urlPassword,
		write: (secret, random) =>
			`${random.pick(['smtp', 'smtps', 'ftp', 'sftp', 'ldap', 'rtsp', 'socks5'])}://${user(random)}:${secret}@${host(random)}:${port(random)}`,
	}),
	notation({
		name: 'url-password-with-at',
		source: URL_SYNTAX,
		draw: awkwardPassword('@'),
		write: (secret, random) =>
			`Connecting to postgres://${user(random)}:${secret}@${host(random)}:5432/${project(random)} failed: timeout`,
	}),
	notation({
		name: 'url-password-with-delimiters',
		source: URL_SYNTAX,
		draw: awkwardPassword('@/#?:'),
		write: (secret, random) =>
			`${random.pick(['mysql', 'https', 'mongodb', 'redis'])}://${user(random)}:${secret}@${host(random)}/${project(random)}`,
	}),
	notation({
		name: 'url-password-percent-encoded',
		source: URL_SYNTAX,
		draw: (random) => encodeURIComponent(password(random)),
		write: (secret, random) =>
			`DATABASE_URL="postgresql://${user(random)}:${secret}@${host(random)}:5432/${project(random)}?schema=public"`,
	}),
	notation({
		name: 'url-token-as-user',
		source: GIT_WITH_TOKEN,
		draw: (random) => random.pick([token, githubToken])(random),
		write: (secret, random) =>
			`git ${random.pick(['clone', 'fetch', 'push'])} https://${secret}@${host(random)}/${project(random)}/app.git`,
	}),
	notation({
		name: 'url-token-oauth-basic',
		source: GIT_WITH_TOKEN,
		draw: (random) => random.pick([token, githubToken])(random),
		write: (secret, random) =>
			`[remote "origin"]\n\turl = https://${secret}:x-oauth-basic@${host(random)}/${project(random)}/app.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*`,
	}),
	notation({
		name: 'url-query-token',
		source: 'https://www.rfc-editor.org/rfc/rfc6750',
		draw: token,
		write: (secret, random) =>
			`https://${host(random)}/api/${project(random)}?page=2&${random.pick(['access_token', 'api_key', 'token', 'apikey', 'key'])}=${secret}&format=json`,
	}),
	notation({
		name: 'url-query-password',
		source: 'https://url.spec.whatwg.org/#application/x-www-form-urlencoded',
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			`GET /login?user=${user(random)}&${random.pick(['password', 'passwd', 'pwd', 'pass'])}=${secret} HTTP/1.1`,
	}),
];
