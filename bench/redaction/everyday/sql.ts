import type { SecretForm } from '../form.ts';
import { token } from '../passwords.ts';
import { notation } from './notation.ts';
import { project, user } from './surroundings.ts';

const MYSQL = 'https://dev.mysql.com/doc/refman/8.4/en/';
const POSTGRES = 'https://www.postgresql.org/docs/current/';

/** Statements that set a password, or hand over a key. */
export const SQL: readonly SecretForm[] = [
	notation({
		name: 'sql-create-user-identified-by',
		source: `${MYSQL}create-user.html`,
		write: (secret, random) => {
			const account = `'${user(random)}'@'${random.pick(['%', 'localhost', '10.0.%'])}'`;
			return `CREATE USER ${account} IDENTIFIED BY '${secret}';\nGRANT ALL ON ${project(random)}.* TO ${account};`;
		},
	}),
	notation({
		name: 'sql-identified-with-plugin',
		source: `${MYSQL}alter-user.html`,
		write: (secret, random) =>
			`ALTER USER '${user(random)}'@'localhost' IDENTIFIED WITH ${random.pick(['caching_sha2_password', 'mysql_native_password'])} BY '${secret}'; FLUSH PRIVILEGES;`,
	}),
	notation({
		name: 'sql-oracle-identified-by',
		source: 'https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-USER.html',
		write: (secret, random) =>
			`create user ${project(random)}_app identified by "${secret}" default tablespace users quota 10m on users;`,
	}),
	notation({
		name: 'sql-create-user-login-password',
		source: `${POSTGRES}sql-createuser.html`,
		write: (secret, random) =>
			`CREATE USER ${project(random)}_app WITH LOGIN PASSWORD '${secret}' NOSUPERUSER;`,
	}),
	notation({
		name: 'sql-create-role-password',
		source: `${POSTGRES}sql-createrole.html`,
		write: (secret, random) =>
			`create role ${project(random)} login ${random.pick(['', 'encrypted '])}password '${secret}' valid until '2027-01-01';`,
	}),
	notation({
		name: 'sql-alter-role-password',
		source: `${POSTGRES}sql-alterrole.html`,
		write: (secret, random) =>
			`ALTER ${random.pick(['ROLE', 'USER'])} ${project(random)} ${random.pick(['', 'WITH '])}PASSWORD '${secret}';`,
	}),
	notation({
		name: 'sql-set-password',
		source: `${MYSQL}set-password.html`,
		write: (secret, random) =>
			`SET PASSWORD FOR '${user(random)}'@'%' = ${random.pick([`'${secret}'`, `PASSWORD('${secret}')`])};`,
	}),
	notation({
		name: 'sql-create-login',
		source: 'https://learn.microsoft.com/en-us/sql/t-sql/statements/create-login-transact-sql',
		write: (secret, random) =>
			`CREATE LOGIN ${project(random)}_app WITH PASSWORD = N'${secret}', CHECK_POLICY = ON;\nGO`,
	}),
	notation({
		name: 'sql-encrypt-key',
		source: `${POSTGRES}pgcrypto.html`,
		draw: token,
		write: (secret, random) =>
			`SELECT ${random.pick(['PGP_SYM_ENCRYPT', 'pgp_sym_encrypt'])}(email, '${secret}') FROM customers WHERE id = ${random.below(900)};`,
	}),
	notation({
		name: 'sql-user-mapping',
		source: `${POSTGRES}sql-createusermapping.html`,
		write: (secret, random) =>
			`CREATE USER MAPPING FOR ${project(random)} SERVER warehouse OPTIONS (user '${user(random)}', password '${secret}');`,
	}),
	notation({
		name: 'sql-update-password-column',
		source: `${MYSQL}update.html`,
		write: (secret, random) =>
			`UPDATE users SET password = '${secret}', updated_at = now() WHERE login = '${user(random)}';`,
	}),
];
