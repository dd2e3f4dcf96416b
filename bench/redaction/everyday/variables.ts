import type { SecretForm } from '../form.ts';
import { IN_DOUBLE_QUOTES, IN_WINDOWS_WORD, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import {
	address,
	host,
	passwordVariable,
	project,
	shellWord,
	tokenVariable,
	user,
} from './surroundings.ts';

const BASH = 'https://www.gnu.org/software/bash/manual/bash.html';
const SECURE_STRING =
	'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/convertto-securestring';

/** Variables of shells, and what a shell prints of them. */
export const VARIABLES: readonly SecretForm[] = [
	notation({
		name: 'export-token',
		source: BASH,
		draw: token,
		write: (secret, random) =>
			`export ${tokenVariable(random)}=${shellWord(random, secret)}\nnpm run deploy`,
	}),
	notation({
		name: 'export-password',
		source: BASH,
		write: (secret, random) =>
			`export DB_HOST=${host(random)} DB_USER=${user(random)} DB_PASSWORD=${shellWord(random, secret)} && ./migrate.sh`,
	}),
	notation({
		name: 'variable-before-command',
		source: BASH,
		write: (secret, random) =>
			`${random.pick([passwordVariable, tokenVariable])(random)}=${shellWord(random, secret)} NODE_ENV=production node dist/${project(random)}.js`,
	}),
	notation({
		name: 'bash-trace',
		source: BASH,
		write: (secret, random) => {
			const word = /^[\w@%+=:,./-]+$/.test(secret) ? secret : `'${secret}'`;
			const line = random.pick([
				`+ export ${passwordVariable(random)}=${word}\n+ ${passwordVariable(random)}=${word}`,
				`+ mysql -h ${address(random)} -u ${user(random)} -p${word} ${project(random)}`,
				`++ PGPASSWORD=${word}\n++ psql -h ${address(random)} -c 'SELECT 1'`,
			]);
			return `+ cd /srv/${project(random)}\n${line}\n+ exit 0\n`;
		},
	}),
	notation({
		name: 'fish-set-export',
		source: 'https://fishshell.com/docs/current/cmds/set.html',
		draw: token,
		write: (secret, random) =>
			`set ${random.pick(['-x', '-gx', '-Ux'])} ${tokenVariable(random)} ${random.pick([secret, `'${secret}'`])}`,
	}),
	notation({
		name: 'here-document-env-file',
		source: BASH,
		draw: passwordWith(IN_DOUBLE_QUOTES),
		write: (secret, random) =>
			`cat > /srv/${project(random)}/.env <<'EOF'\nAPP_URL=https://${host(random)}\n${passwordVariable(random)}=${secret}\nLOG_LEVEL=info\nEOF`,
	}),
	notation({
		name: 'powershell-environment',
		source:
			'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_environment_variables',
		write: (secret, random) => {
			const spaces = random.pick(['', ' ']);
			return `$env:${random.pick([passwordVariable, tokenVariable])(random)}${spaces}=${spaces}'${secret}'; dotnet run`;
		},
	}),
	notation({
		name: 'powershell-secure-string',
		source: SECURE_STRING,
		draw: passwordWith(IN_DOUBLE_QUOTES),
		write: (secret, random) =>
			`$secure = ConvertTo-SecureString "${secret}" -AsPlainText -Force\n$credential = New-Object System.Management.Automation.PSCredential ("CORP\\${user(random)}", $secure)`,
	}),
	notation({
		name: 'powershell-secure-string-option',
		source: SECURE_STRING,
		write: (secret, random) =>
			`New-LocalUser -Name ${user(random)} -Password (ConvertTo-SecureString -String '${secret}' -AsPlainText -Force)`,
	}),
	notation({
		name: 'windows-set-variable',
		source:
			'https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/set_1',
		draw: passwordWith(IN_WINDOWS_WORD),
		write: (secret, random) =>
			random.chance(0.5)
				? `set ${passwordVariable(random)}=${secret}\r\ncall deploy.bat\r\n`
				: `set "${passwordVariable(random)}=${secret}" && npm start`,
	}),
	notation({
		name: 'windows-setx-variable',
		source: 'https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/setx',
		draw: token,
		write: (secret, random) =>
			`setx ${tokenVariable(random)} ${random.pick([secret, `"${secret}"`])}`,
	}),
];
