import type { SecretForm } from '../form.ts';
import { address, host, port, project, shellLine, shellWord, user } from './surroundings.ts';
import { notation } from './notation.ts';

/** Clients of databases and directories, with the password among their options. */
export const DATABASE_COMMANDS: readonly SecretForm[] = [
	notation({
		name: 'mysql-glued-password',
		source: 'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
		write: (secret, random) =>
			shellLine(
				random,
				`mysql -h ${address(random)} -u ${user(random)} -p${shellWord(random, secret)} ${project(random)} -e "SHOW TABLES"`,
			),
	}),
	notation({
		name: 'mysql-long-password',
		source: 'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
		write: (secret, random) =>
			shellLine(
				random,
				`${random.pick(['mysql', 'mysqldump', 'mysqladmin'])} --host=${address(random)} --user=${user(random)} --password=${shellWord(random, secret)} ${project(random)}`,
			),
	}),
	notation({
		name: 'mysql-environment-password',
		source: 'https://dev.mysql.com/doc/refman/8.4/en/environment-variables.html',
		write: (secret, random) =>
			shellLine(
				random,
				`MYSQL_PWD=${shellWord(random, secret)} mysql -u ${user(random)} -h ${address(random)} -e 'SELECT COUNT(*) FROM orders'`,
			),
	}),
	notation({
		name: 'postgres-environment-password',
		source: 'https://www.postgresql.org/docs/current/libpq-envars.html',
		write: (secret, random) =>
			shellLine(
				random,
				`PGPASSWORD=${shellWord(random, secret)} ${random.pick(['psql', 'pg_dump', 'pg_restore'])} -h ${address(random)} -U ${user(random)} -d ${project(random)}`,
			),
	}),
	notation({
		name: 'redis-cli-password',
		source: 'https://redis.io/docs/latest/develop/tools/cli/',
		write: (secret, random) =>
			shellLine(
				random,
				`redis-cli -h ${address(random)} -p 6379 -a ${shellWord(random, secret)} ${random.pick(['PING', 'INFO memory', "--scan --pattern 'session:*'"])}`,
			),
	}),
	notation({
		name: 'mongosh-password',
		source: 'https://www.mongodb.com/docs/mongodb-shell/reference/options/',
		write: (secret, random) =>
			shellLine(
				random,
				`mongosh "mongodb://${host(random)}:27017/${project(random)}" -u ${user(random)} ${random.pick(['-p', '--password'])} ${shellWord(random, secret)} --authenticationDatabase admin`,
			),
	}),
	notation({
		name: 'sqlcmd-password',
		source: 'https://learn.microsoft.com/en-us/sql/tools/sqlcmd/sqlcmd-utility',
		write: (secret, random) =>
			shellLine(
				random,
				`sqlcmd -S ${host(random)},1433 -U sa -P ${shellWord(random, secret)} -Q "SELECT name FROM sys.databases"`,
			),
	}),
	notation({
		name: 'sqlplus-slash-password',
		source:
			'https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/starting-SQL-Plus.html',
		write: (secret, random) =>
			shellLine(
				random,
				`sqlplus -S ${shellWord(random, `${user(random)}/${secret}`)}@${host(random)}:1521/ORCL @report.sql`,
			),
	}),
	notation({
		name: 'clickhouse-client-password',
		source: 'https://clickhouse.com/docs/interfaces/cli',
		write: (secret, random) =>
			shellLine(
				random,
				`clickhouse-client --host ${host(random)} --user default --password ${shellWord(random, secret)} --query "SELECT 1"`,
			),
	}),
	notation({
		name: 'ldapsearch-password',
		source: 'https://linux.die.net/man/1/ldapsearch',
		write: (secret, random) =>
			shellLine(
				random,
				`ldapsearch -x -H ldap://${host(random)} -D "cn=${user(random)},dc=example,dc=com" -w ${shellWord(random, secret)} -b "dc=example,dc=com" "(uid=anna)"`,
			),
	}),
	notation({
		name: 'smbclient-user',
		source: 'https://www.samba.org/samba/docs/current/man-html/smbclient.1.html',
		write: (secret, random) =>
			shellLine(
				random,
				`smbclient //${host(random)}/share -U ${shellWord(random, `${user(random)}%${secret}`)} -c 'ls'`,
			),
	}),
	notation({
		name: 'rabbitmqctl-add-user',
		source: 'https://www.rabbitmq.com/docs/man/rabbitmqctl.8',
		write: (secret, random) =>
			shellLine(
				random,
				`rabbitmqctl ${random.pick(['add_user', 'change_password'])} ${user(random)} ${shellWord(random, secret)}`,
			),
	}),
	notation({
		name: 'docker-exec-environment-password',
		source: 'https://docs.docker.com/reference/cli/docker/container/exec/',
		write: (secret, random) =>
			shellLine(
				random,
				`docker exec -e PGPASSWORD=${shellWord(random, secret)} ${project(random)}-db-1 psql -U postgres -p ${port(random)} -c '\\dt'`,
			),
	}),
];
