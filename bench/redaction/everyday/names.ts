import type { Random } from '../../day/random.ts';
import { chars, DIGITS, HEX, LOWER, UPPER } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	cardNumber,
	digits,
	type Draw,
	githubToken,
	IN_TEXT,
	password,
	passwordWith,
	seedPhrase,
	token,
} from '../passwords.ts';
import { notation } from './notation.ts';
import { email, host, project, user } from './surroundings.ts';

interface Name {
	name: string;
	source: string;
	/** The ways of writing the name, in an object. */
	keys: readonly string[];
	draw?: Draw;
}

/** The name as the key of an object, as `name: value` or as `name=value`. */
function namedSecret({ name, source, keys, draw = passwordWith(IN_TEXT) }: Name): SecretForm {
	return notation({
		name: `name-${name}`,
		source,
		draw,
		write: (secret, random) => {
			const key = random.pick(keys);
			return random.pick([
				{ host: host(random), [key]: secret },
				`${random.pick(['', `user: ${user(random)}\n`])}${key}: ${secret}\n`,
				`${random.pick(['', `project=${project(random)} `])}${key}=${secret}${random.pick(['', ` email=${email(random)}`])}`,
				`{"project":"${project(random)}","${key}":"${secret}"}`,
			]);
		},
	});
}

/** Of RFC 4648. */
const BASE32 = `${UPPER}234567`;

/** Of PHP with five bits in each character. */
const SESSION_ID = DIGITS + LOWER.slice(0, 22);

const CARD = 'https://www.pcisecuritystandards.org/glossary/';
const WIFI = 'https://linux.die.net/man/5/wpa_supplicant.conf';
const SEED = 'https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki';
const OAUTH = 'https://www.rfc-editor.org/rfc/rfc6749';

const hexKey = (random: Random) => chars(random, HEX, random.pick([32, 48, 64]));

const ENGLISH: readonly Name[] = [
	{
		name: 'pass',
		source: 'https://nodemailer.com/smtp/',
		keys: ['pass', 'smtp_pass', 'userPass', 'PASS'],
	},
	{
		name: 'pwd',
		source: 'https://www.mongodb.com/docs/manual/reference/method/db.createUser/',
		keys: ['pwd', 'db_pwd', 'userPwd', 'adminpwd'],
	},
	{
		name: 'passwd',
		source: 'https://docs.python.org/3/library/ftplib.html',
		keys: ['passwd', 'ftp_passwd', 'rootPasswd'],
	},
	{ name: 'psk', source: WIFI, keys: ['psk', 'wpa_psk', 'preSharedKey', 'pre_shared_key'] },
	{
		name: 'pin',
		source: 'https://www.rfc-editor.org/rfc/rfc7512',
		keys: ['pin', 'PIN', 'sim_pin', 'pinCode', 'pin_code'],
		draw: (random) => digits(random.pick([4, 4, 6]))(random),
	},
	{
		name: 'cvv',
		source: CARD,
		keys: ['cvv', 'cvc', 'CVV2', 'card_cvv', 'securityCode'],
		draw: digits(3),
	},
	{
		name: 'card-number',
		source: CARD,
		keys: ['card_number', 'cardNumber', 'credit_card', 'creditCardNumber'],
		draw: cardNumber,
	},
	{
		name: 'one-time-code',
		source: 'https://www.rfc-editor.org/rfc/rfc6238',
		keys: ['otp', 'OTP', 'totp', 'otp_code', 'mfa_code', 'verification_code'],
		draw: digits(6),
	},
	{
		name: 'one-time-secret',
		source: 'https://github.com/google/google-authenticator/wiki/Key-Uri-Format',
		keys: ['totp_secret', 'otpSecret', 'mfa_seed', 'mfa_secret'],
		draw: (random) => chars(random, BASE32, random.pick([16, 32])),
	},
	{
		name: 'ssh-key',
		source: 'https://man.openbsd.org/ssh-keygen.1',
		keys: ['ssh_key', 'sshKey', 'SSH_PRIVATE_KEY', 'deploy_key'],
		draw: token,
	},
	{
		name: 'github-personal-access-token',
		source:
			'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
		keys: ['GITHUB_PAT', 'GH_PAT', 'github_pat'],
		draw: githubToken,
	},
	{
		name: 'personal-access-token',
		source:
			'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
		keys: ['AZURE_DEVOPS_EXT_PAT', 'AZDO_PAT', 'JIRA_PAT', 'pat'],
		draw: token,
	},
	{
		name: 'php-session',
		source: 'https://www.php.net/manual/en/session.configuration.php',
		keys: ['PHPSESSID', 'phpsessid'],
		draw: (random) => chars(random, SESSION_ID, 26),
	},
	{
		name: 'session',
		source: 'https://owasp.org/www-community/attacks/Session_hijacking_attack',
		keys: ['session_id', 'JSESSIONID', 'sessionToken', 'session_key', 'ASP.NET_SessionId'],
		draw: token,
	},
	{
		name: 'passphrase',
		source: 'https://man.openbsd.org/ssh-keygen.1',
		keys: ['passphrase', 'key_passphrase', 'gpgPassphrase', 'PASSPHRASE'],
	},
	{
		name: 'client-secret',
		source: OAUTH,
		keys: ['client_secret', 'clientSecret', 'OAUTH_CLIENT_SECRET', 'client-secret'],
		draw: token,
	},
	{
		name: 'refresh-token',
		source: OAUTH,
		keys: ['refresh_token', 'refreshToken', 'REFRESH_TOKEN', 'access_token', 'accessToken'],
		draw: token,
	},
	{
		name: 'encryption-key',
		source: 'https://laravel.com/docs/encryption',
		keys: ['encryption_key', 'encryptionKey', 'ENCRYPTION_KEY', 'aes_key', 'master_key'],
		draw: hexKey,
	},
	{
		name: 'signing-key',
		source: 'https://docs.djangoproject.com/en/5.2/ref/settings/',
		keys: ['SECRET_KEY', 'secret_key_base', 'JWT_SECRET', 'signing_secret', 'hmac_key'],
		draw: hexKey,
	},
	{
		name: 'private-key-hex',
		source: 'https://hardhat.org/hardhat-runner/docs/config',
		keys: ['private_key', 'privateKey', 'PRIVATE_KEY', 'wallet_key'],
		draw: (random) => random.pick(['', '0x']) + chars(random, HEX, 64),
	},
	{
		name: 'api-key',
		source: 'https://swagger.io/docs/specification/v3_0/authentication/api-keys/',
		keys: ['api_key', 'apikey', 'apiKey', 'API-KEY', 'x-api-key', 'subscription_key'],
		draw: token,
	},
	{
		name: 'database-password',
		source: 'https://docs.docker.com/reference/compose-file/services/',
		keys: ['db_pass', 'dbpass', 'DB_PASS', 'database_password', 'postgresPassword'],
	},
	{
		name: 'wifi-password',
		source: WIFI,
		keys: ['wifi_password', 'wifiPassword', 'WIFI_PASS', 'wlan_key', 'Wi-Fi password'],
	},
	{
		name: 'recovery-code',
		source:
			'https://docs.github.com/en/authentication/securing-your-account-with-two-factor-authentication-2fa/configuring-two-factor-authentication-recovery-methods',
		keys: ['recovery_code', 'backup_code', 'recoveryKey', 'unlock_code'],
		draw: (random) => `${chars(random, HEX, 5)}-${chars(random, HEX, 5)}`,
	},
	{
		name: 'webhook-secret',
		source: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
		keys: ['webhook_secret', 'webhookSecret', 'WEBHOOK_SECRET', 'shared_secret'],
		draw: (random) => random.pick([token, password])(random),
	},
];

/** A part of a seed phrase that is left over is a leak, so that it counts in groups of words. */
const GROUP_WORDS = 3;

const MNEMONIC: SecretForm = {
	name: 'name-mnemonic',
	source: SEED,
	make(random) {
		const list = seedPhrase(random);
		const secrets = [0, 3, 6, 9].map((at) => list.slice(at, at + GROUP_WORDS).join(' '));
		const key = random.pick([
			'mnemonic',
			'seed_phrase',
			'seedPhrase',
			'MNEMONIC',
			'recovery phrase',
		]);
		const phrase = secrets.join(' ');
		const value = random.pick([
			{ network: 'sepolia', [key]: phrase },
			`${key}: ${phrase}\n`,
			`${key}="${phrase}"`,
			`{"${key}":"${phrase}"}`,
		]);
		return { value, secrets };
	},
};

/** Names that people and programs use in English. */
export const NAMES: readonly SecretForm[] = [...ENGLISH.map(namedSecret), MNEMONIC];
