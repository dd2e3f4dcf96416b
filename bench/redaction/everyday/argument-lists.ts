import { BASE64, chars } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import { IN_URL_USER, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import { address, host, project, shellWord, tokenVariable, user, uuid } from './surroundings.ts';

/** Commands as lists of arguments, each one its own string: no shell, so no quotes. */
export const ARGUMENT_LISTS: readonly SecretForm[] = [
	notation({
		name: 'argv-mysql-glued-password',
		source: 'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
		write: (secret, random) => [
			'mysql',
			'-h',
			address(random),
			`-u${user(random)}`,
			`-p${secret}`,
			project(random),
		],
	}),
	notation({
		name: 'argv-mysql-long-password',
		source: 'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
		write: (secret, random) => [
			'mysqldump',
			`--user=${user(random)}`,
			`--password=${secret}`,
			project(random),
		],
	}),
	notation({
		name: 'argv-curl-user',
		source: 'https://curl.se/docs/manpage.html',
		write: (secret, random) => [
			'curl',
			random.pick(['-u', '--user']),
			`${user(random)}:${secret}`,
			`https://${host(random)}/status`,
		],
	}),
	notation({
		name: 'argv-curl-header',
		source: 'https://curl.se/docs/manpage.html',
		draw: token,
		write: (secret, random) => [
			'curl',
			'-sS',
			'-H',
			random.pick([`Authorization: Bearer ${secret}`, `X-Api-Key: ${secret}`]),
			`https://${host(random)}/v1/${project(random)}`,
		],
	}),
	notation({
		name: 'argv-redis-cli',
		source: 'https://redis.io/docs/latest/develop/tools/cli/',
		write: (secret, random) => ['redis-cli', '-h', address(random), '-a', secret, 'KEYS', '*'],
	}),
	notation({
		name: 'argv-docker-login',
		source: 'https://docs.docker.com/reference/cli/docker/login/',
		write: (secret, random) => ['docker', 'login', '-u', user(random), '-p', secret, host(random)],
	}),
	notation({
		name: 'argv-docker-run-environment',
		source: 'https://docs.docker.com/reference/cli/docker/container/run/',
		write: (secret, random) => [
			'docker',
			'run',
			'--rm',
			'-e',
			`POSTGRES_PASSWORD=${secret}`,
			'-e',
			`POSTGRES_DB=${project(random)}`,
			'postgres:17',
		],
	}),
	notation({
		name: 'argv-sshpass',
		source: 'https://linux.die.net/man/1/sshpass',
		write: (secret, random) => [
			'sshpass',
			'-p',
			secret,
			'ssh',
			`${user(random)}@${address(random)}`,
			'uptime',
		],
	}),
	notation({
		name: 'argv-sqlcmd',
		source: 'https://learn.microsoft.com/en-us/sql/tools/sqlcmd/sqlcmd-utility',
		write: (secret, random) => [
			'sqlcmd',
			'-S',
			host(random),
			'-U',
			'sa',
			'-P',
			secret,
			'-i',
			'schema.sql',
		],
	}),
	notation({
		name: 'argv-unzip',
		source: 'https://linux.die.net/man/1/unzip',
		write: (secret) => ['unzip', '-P', secret, 'archive.zip'],
	}),
	notation({
		name: 'argv-openssl-passin',
		source: 'https://docs.openssl.org/master/man1/openssl-passphrase-options/',
		write: (secret) => ['openssl', 'rsa', '-in', 'server.key', '-passin', `pass:${secret}`],
	}),
	notation({
		name: 'argv-az-login',
		source: 'https://learn.microsoft.com/en-us/cli/azure/authenticate-azure-cli-service-principal',
		write: (secret, random) => [
			'az',
			'login',
			'--service-principal',
			'--username',
			uuid(random),
			'--password',
			secret,
			'--tenant',
			uuid(random),
		],
	}),
	notation({
		name: 'argv-aws-configure',
		source: 'https://docs.aws.amazon.com/cli/latest/reference/configure/set.html',
		draw: (random) => chars(random, BASE64, 40),
		write: (secret) => ['aws', 'configure', 'set', 'aws_secret_access_key', secret],
	}),
	notation({
		name: 'argv-kubectl-literal',
		source:
			'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_generic/',
		write: (secret, random) => [
			'kubectl',
			'create',
			'secret',
			'generic',
			project(random),
			`--from-literal=password=${secret}`,
		],
	}),
	notation({
		name: 'argv-git-clone',
		source: 'https://git-scm.com/docs/git-clone',
		draw: passwordWith(IN_URL_USER),
		write: (secret, random) => [
			'git',
			'clone',
			'--depth=1',
			`https://${user(random)}:${secret}@${host(random)}/${project(random)}.git`,
		],
	}),
	notation({
		name: 'argv-command-and-args',
		source: 'https://modelcontextprotocol.io/specification/2025-06-18',
		write: (secret, random) => ({
			command: 'npx',
			args: [
				'-y',
				'@example/database-mcp',
				'--host',
				host(random),
				random.pick(['--password', '--db-password', '--token']),
				secret,
			],
		}),
	}),
	notation({
		name: 'argv-shell-command',
		source: 'https://man7.org/linux/man-pages/man1/bash.1.html',
		write: (secret, random) => [
			'bash',
			'-lc',
			random.pick([
				`PGPASSWORD=${shellWord(random, secret)} psql -h ${host(random)} -c 'SELECT 1'`,
				`redis-cli -a ${shellWord(random, secret)} PING`,
				`export ${tokenVariable(random)}=${shellWord(random, secret)}; make deploy`,
			]),
		],
	}),
];
