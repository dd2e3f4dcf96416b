/** Options and arguments of well-known commands that are secret, by their manuals. Data only: `commands.ts` applies them. */
import type { NameRule } from './names.ts';

/** Which part of a word is secret: behind the first `:`, `%` or `,`, behind `pass:`, between `/` and the last `@`, or all of it. */
export type SecretPart = ':' | '%' | ',' | '/@' | 'pass:' | 'all';

export interface CommandRule {
	commands: readonly string[];
	/** The command has one of these words before its secret, such as `login`. */
	needs?: readonly string[];
	/** Options whose next word is secret. */
	options?: readonly string[];
	/** Options that are written together with their value: `-p…`. */
	glued?: readonly string[];
	/** Letters of options without a value, which may stand before the option's: `-sSu`. */
	switches?: string;
	/** Index of the secret words, from the words after the command. */
	positions?: (words: readonly string[], nameRule: NameRule) => number[];
	part?: SecretPart;
	rule?: string;
}

const afterWord =
	(word: string, offset = 1) =>
	(words: readonly string[]): number[] => {
		const index = words.indexOf(word);
		return index === -1 ? [] : [index + offset];
	};
const isOption = (word: string) => word.startsWith('-');

/** `config set NAME VALUE`, where the name decides. */
function namedSetting(words: readonly string[], nameRule: NameRule): number[] {
	const set = words.findIndex((word) => /^(?:set|add|--global|--local|[\w-]+:set)$/.test(word));
	const name = words.findIndex((word, index) => index > set && !isOption(word));
	if (set === -1 || name === -1 || nameRule(words[name]!) === null) return [];
	return [name + 1];
}

export const COMMAND_RULES: readonly CommandRule[] = [
	{
		commands: ['curl'],
		options: ['-u', '--user', '-U', '--proxy-user'],
		glued: ['-u', '-U'],
		switches: 'afgiIjklLnNOqRsSvZ#0123456',
		part: ':',
	},
	{ commands: ['curl'], options: ['--oauth2-bearer', '--pass', '--proxy-pass'], rule: 'token' },
	{ commands: ['curl'], options: ['-b', '--cookie'], rule: 'cookie' },
	{ commands: ['http', 'https', 'xh'], options: ['-a', '--auth'], part: ':' },
	{ commands: ['ab'], options: ['-A', '-P'], part: ':' },
	{ commands: ['etcdctl'], options: ['--user'], part: ':' },
	{
		commands: ['sqlplus', 'sqlldr', 'expdp', 'impdp'],
		positions: (words) => [words.findIndex((word) => /^[^/\s-][^/]*\/./.test(word))],
		part: '/@',
	},
	{
		commands: ['convertto-securestring'],
		options: ['-string', '-String'],
		positions: (words) => (/^-/.test(words[0] ?? '-') ? [] : [0]),
	},
	{ commands: ['aws'], needs: ['put-parameter'], options: ['--value'], rule: 'secret' },
	{
		commands: ['aws'],
		needs: ['create-secret', 'put-secret-value', 'update-secret'],
		options: ['--secret-string'],
		rule: 'secret',
	},
	{ commands: ['az'], needs: ['keyvault'], options: ['--value'], rule: 'secret' },
	{ commands: ['sshpass'], options: ['-p'], glued: ['-p'] },
	{
		commands: [
			...['mysql', 'mysqldump', 'mysqladmin', 'mysqlimport', 'mysqlsh', 'mysqlcheck', 'mycli'],
			...['mariadb', 'mariadb-dump', 'mariadb-admin', '7z', '7za', '7zz', '7zr', 'rar', 'unrar'],
		],
		glued: ['-p'],
	},
	{ commands: ['rar', 'unrar'], glued: ['-hp'] },
	{
		commands: ['docker', 'podman', 'nerdctl', 'buildah', 'skopeo', 'crane', 'oras', 'helm'],
		needs: ['login'],
		options: ['-p'],
		glued: ['-p'],
	},
	{ commands: ['az', 'cf', 'ibmcloud', 'oc', 'argocd'], needs: ['login'], options: ['-p'] },
	{ commands: ['cf'], needs: ['auth'], positions: (words) => [words.indexOf('auth') + 2] },
	{ commands: ['redis-cli', 'valkey-cli', 'keydb-cli'], options: ['-a', '--pass'] },
	{
		commands: ['mongo', 'mongosh', 'mongodump', 'mongorestore', 'mongoexport', 'mongoimport'],
		options: ['-p'],
	},
	{ commands: ['cqlsh', 'cypher-shell', 'twine', 'xfreerdp', 'lpass'], options: ['-p'] },
	{ commands: ['useradd', 'usermod', 'adduser'], options: ['-p'] },
	{
		commands: ['sqlcmd', 'bcp', 'isql', 'mosquitto_pub', 'mosquitto_sub', 'ipmitool'],
		options: ['-P'],
	},
	{ commands: ['sqlcmd', 'bcp', 'unzip', 'zip', 'zipcloak'], options: ['-P'], glued: ['-P'] },
	{ commands: ['plink', 'pscp', 'psftp', 'putty'], options: ['-pw'] },
	{
		commands: ['crackmapexec', 'netexec', 'nxc', 'evil-winrm', 'hydra', 'medusa'],
		options: ['-p'],
	},
	{ commands: ['pdftk'], positions: afterWord('input_pw') },
	{ commands: ['pdftk'], positions: afterWord('user_pw') },
	{ commands: ['pdftk'], positions: afterWord('owner_pw') },
	{
		commands: ['smbclient', 'rpcclient', 'smbget', 'net'],
		options: ['-U', '--user'],
		glued: ['-U'],
		part: '%',
	},
	{ commands: ['lftp'], options: ['-u', '--user'], part: ',' },
	{
		commands: ['ldapsearch', 'ldapadd', 'ldapmodify', 'ldapdelete', 'ldapwhoami', 'ldappasswd'],
		options: ['-w'],
		glued: ['-w'],
	},
	{ commands: ['ldappasswd'], options: ['-s', '-a'] },
	{ commands: ['ssh-keygen'], options: ['-N', '-P'] },
	{ commands: ['security'], options: ['-w'] },
	{ commands: ['snmpwalk', 'snmpget', 'snmpset', 'snmpbulkwalk'], options: ['-A', '-X', '-c'] },
	{
		commands: ['openssl'],
		options: ['-passin', '-passout', '-pass', '-password', '--passin'],
		part: 'pass:',
	},
	{ commands: ['openssl'], needs: ['enc'], options: ['-k', '-K'] },
	{
		commands: ['openssl'],
		needs: ['passwd'],
		positions: (words) => [words.findIndex((word, index) => index > 0 && !isOption(word))],
	},
	{
		commands: ['mkpasswd'],
		positions: (words) => (words.length > 0 && words.length !== 2 ? [words.length - 1] : []),
	},
	{
		commands: ['htpasswd'],
		positions: (words) => (words.some((word) => /^-\w*b/.test(word)) ? [words.length - 1] : []),
	},
	{
		commands: ['net'],
		needs: ['use'],
		positions: (words) => {
			const share = words.findIndex((word) => /^[\\/]{1,2}\w/.test(word));
			return share === -1 || /^[/*]/.test(words[share + 1] ?? '/') ? [] : [share + 1];
		},
	},
	{
		commands: ['net'],
		needs: ['user'],
		positions: (words) => [words.indexOf('user') + 2],
	},
	{
		commands: [
			'aws',
			'netlify',
			'pulumi',
			'supabase',
			'npm',
			'pnpm',
			'yarn',
			'git',
			'pip',
			'gcloud',
			'composer',
			'bundle',
			'flyctl',
		],
		positions: namedSetting,
	},
	{
		commands: ['poetry'],
		positions: (words) => {
			const index = words.findIndex((word) => word.startsWith('http-basic.'));
			return index === -1 ? [] : [index + 2];
		},
	},
	{
		commands: ['poetry'],
		positions: (words) => {
			const index = words.findIndex((word) => word.startsWith('pypi-token.'));
			return index === -1 ? [] : [index + 1];
		},
	},
	{ commands: ['nuget'], positions: afterWord('setapikey'), rule: 'api-key' },
	{
		commands: ['dotnet', 'nuget'],
		needs: ['push'],
		options: ['-k', '--api-key', '-ApiKey'],
		rule: 'api-key',
	},
	{ commands: ['dotnet'], needs: ['user-secrets'], positions: afterWord('set', 2), rule: 'secret' },
	{
		commands: ['consul'],
		needs: ['kv'],
		positions: (words, nameRule) => {
			const name = words[words.indexOf('put') + 1] ?? '';
			return words.includes('put') && nameRule(name) !== null ? [words.indexOf('put') + 2] : [];
		},
	},
	{ commands: ['bw'], needs: ['login'], positions: (words) => (words.length > 2 ? [2] : []) },
	{ commands: ['bw'], needs: ['unlock'], positions: afterWord('unlock') },
	{ commands: ['gem'], needs: ['push'], options: ['--key', '-k'], rule: 'token' },
	{
		commands: ['gh'],
		needs: ['secret'],
		options: ['-b', '--body'],
		glued: ['-b'],
		rule: 'secret',
	},
	{ commands: ['redis-cli', 'valkey-cli'], positions: afterWord('AUTH') },
	{ commands: ['rdesktop', 'freerdp', 'xfreerdp'], options: ['-p'], glued: ['/p:'] },
	{ commands: ['schtasks'], options: ['/rp', '/RP', '/p'] },
	{ commands: ['mysqladmin'], positions: afterWord('password') },
	{ commands: ['cloudflared'], positions: afterWord('install'), rule: 'token' },
	{ commands: ['vault', 'cargo'], needs: ['login'], positions: afterWord('login'), rule: 'token' },
	{ commands: ['snyk'], positions: afterWord('auth'), rule: 'token' },
	{
		commands: ['ngrok'],
		positions: (words) => [words.findIndex((word) => word.endsWith('authtoken')) + 1],
		needs: ['authtoken', 'add-authtoken'],
		rule: 'token',
	},
	{ commands: ['doctl'], needs: ['auth'], options: ['-t', '--access-token'], rule: 'token' },
	{ commands: ['influx'], options: ['-t'], rule: 'token' },
	{
		commands: ['mc'],
		needs: ['alias'],
		positions: (words) => {
			const url = words.findIndex((word) => word.includes('://'));
			return url === -1 ? [] : [url + 1, url + 2];
		},
		rule: 'private-key',
	},
	{
		commands: ['rabbitmqctl'],
		needs: ['add_user', 'change_password'],
		positions: (words) => [
			words.findIndex((word) => /^(?:add_user|change_password)$/.test(word)) + 2,
		],
	},
	{ commands: ['wpa_passphrase'], positions: () => [1] },
	{ commands: ['rclone'], positions: afterWord('obscure') },
	{ commands: ['rclone'], needs: ['config'], positions: afterWord('pass') },
	{ commands: ['nmcli'], positions: afterWord('password') },
];
