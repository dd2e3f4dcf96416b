/**
 * The names of secrets, by the rule that the mark shows. Data only: `names.ts` applies them. Words are separated by
 * spaces here, and by anything in what they are compared with.
 */

/** Last words of secret names. */
export const SECRET_NAMES: Readonly<Record<string, readonly string[]>> = {
	password: [
		...[
			'password',
			'passwords',
			'passwd',
			'passphrase',
			'passcode',
			'passwrd',
			'pswd',
			'passw',
			'userpassword',
			'pwd',
			'psk',
		],
		...[
			'wifi key',
			'wlan key',
			'wpa key',
			'wep key',
			'network key',
			'pre shared key',
			'preshared key',
		],
		...['db pass', 'user pass', 'smtp pass', 'mail pass', 'ftp pass', 'admin pass', 'root pass'],
		...['redis pass', 'mysql pass', 'wifi pass', 'my pass', 'auth pass', 'login pass', 'key pass'],
		...['bind pw', 'ldap pw', 'root pw', 'admin pw', 'user pw', 'db pw', 'storepass', 'keypass'],
		// One time, and of a card.
		...['otp', 'totp', 'otp code', 'totp code', 'mfa code', '2fa code', 'sms code', 'auth code'],
		...['one time code', 'one time password', 'one time passcode', 'backup code', 'backup codes'],
		...[
			'recovery code',
			'recovery codes',
			'verification code',
			'security code',
			'confirmation code',
		],
		...['access code', 'unlock code', 'pin', 'pin code', 'cvv', 'cvc', 'cvv2', 'cvc2', 'csc'],
		// German
		...['passwort', 'passworte', 'kennwort', 'geheimzahl', 'zugangscode', 'losung', 'kodewort'],
		// French
		...['mot de passe', 'mots de passe', 'mdp', 'code secret', 'phrase de passe', 'code pin'],
		// Spanish
		...[
			'contraseña',
			'contraseñas',
			'contrasena',
			'contrasenia',
			'clave de acceso',
			'código secreto',
		],
		...[
			'codigo secreto',
			'código de verificación',
			'codigo de verificacion',
			'código de seguridad',
		],
		// Portuguese
		...['senha', 'senhas', 'palavra passe', 'palavra chave secreta', 'frase senha', 'código pin'],
		// Italian
		...[
			"parola d'ordine",
			'parola ordine',
			'parola segreta',
			'codice segreto',
			'codice pin',
			'parola',
			'parola chiave',
		],
		// Russian
		...['пароль', 'парольная фраза', 'кодовое слово', 'кодовая фраза', 'пин код', 'пинкод', 'пин'],
		...['код доступа', 'код подтверждения', 'секретное слово'],
		// Chinese
		...['密码', '密碼', '口令', '密码短语', '验证码', '驗證碼', '安全码', 'pin码'],
		// Japanese
		...[
			'パスワード',
			'パスフレーズ',
			'パスコード',
			'暗証番号',
			'暗証コード',
			'認証コード',
			'確認コード',
		],
		...['合言葉'],
		// Others
		...[
			'비밀번호',
			'암호',
			'wachtwoord',
			'lösenord',
			'hasło',
			'heslo',
			'şifre',
			'salasana',
			'passord',
		],
	],
	secret: [
		...['secret', 'secrets', 'secret string', 'secret base', 'mfa secret', 'mfa seed', 'totp seed'],
		...['otp seed', 'mnemonic', 'mnemonic phrase', 'seed phrase', 'seed words', 'recovery phrase'],
		...['secret phrase', 'secret answer', 'security answer', 'wallet seed', 'webhook secret'],
		...[
			'geheimnis',
			'secreto',
			'segredo',
			'segreto',
			'phrase secrète',
			'phrase secrete',
			'frase secreta',
		],
		...['frase segreta', 'секрет', 'シークレット', '机密'],
	],
	token: [
		...['token', 'jwt', 'access tokens', 'refresh tokens', 'auth tokens', 'api tokens'],
		...['bearer tokens', 'session tokens', 'github pat', 'gitlab pat', 'azure pat', 'devops pat'],
		...['ado pat', 'jira pat', 'access pat', 'user pat', 'id jwt', 'sas'],
		...['token acceso', 'token de acceso', 'token acesso', 'token de acesso', 'token di accesso'],
		...["token d'accès", 'token api', 'jeton', "jeton d'accès", "jeton d'acces", 'gettone'],
		...['токен', 'токен доступа', '令牌', 'トークン'],
	],
	'api-key': [
		...[
			'api key',
			'api keys',
			'access key',
			'access keys',
			'account key',
			'auth key',
			'service key',
		],
		...['master key', 'license key', 'licence key', 'subscription key', 'shared key', 'app key'],
		...[
			'application key',
			'admin key',
			'storage key',
			'integration key',
			'consumer key',
			'server key',
		],
		...[
			'write key',
			'shared access key',
			'service role key',
			'rest key',
			'project key',
			'ingest key',
		],
		...[
			'api schlüssel',
			'api schluessel',
			'zugangsschlüssel',
			'zugangsschluessel',
			'zugriffsschlüssel',
		],
		...['clé api', 'cle api', "clé d'api", "cle d'api", "clé d'accès", "cle d'acces"],
		...[
			'clave api',
			'clave de api',
			'clave de la api',
			'chave api',
			'chave de api',
			'chave da api',
		],
		...[
			'chave de acesso',
			'chiave api',
			'chiave di accesso',
			'ключ api',
			'ключ доступа',
			'api ключ',
		],
		...['api密钥', '访问密钥', 'apiキー', 'アクセスキー'],
	],
	'private-key': [
		...[
			'private key',
			'private keys',
			'secret key',
			'secret keys',
			'secret key base',
			'signing key',
		],
		...['encryption key', 'decryption key', 'client key', 'deploy key', 'key pem', 'key base64'],
		...[
			'ssh key',
			'rsa key',
			'ed25519 key',
			'pgp key',
			'gpg key',
			'ssl key',
			'tls key',
			'hmac key',
		],
		...[
			'aes key',
			'jwt key',
			'cipher key',
			'crypto key',
			'session key',
			'cookie key',
			'unseal key',
		],
		...['root key', 'recovery key', 'wallet key', 'signature key', 'webhook key', 'vault key'],
		...['geheimer schlüssel', 'geheimer schluessel', 'geheimschlüssel', 'privater schlüssel'],
		...[
			'privater schluessel',
			'schlüssel',
			'schluessel',
			'clé secrète',
			'cle secrete',
			'clé privée',
		],
		...['cle privee', 'clave secreta', 'clave privada', 'llave secreta', 'llave privada'],
		...['chave secreta', 'chave privada', 'chiave segreta', 'chiave privata', 'секретный ключ'],
		...[
			'закрытый ключ',
			'приватный ключ',
			'ключ шифрования',
			'密钥',
			'密鑰',
			'私钥',
			'私鑰',
			'秘钥',
		],
		...['秘密鍵', '暗号鍵', 'シークレットキー', '비밀키'],
	],
	authorization: ['authorization', 'basic auth', 'http auth', 'x auth'],
	cookie: ['cookie', 'cookies', 'phpsessid', 'jsessionid', 'connect sid', 'laravel session'],
	credential: [
		...['credential', 'credentials', 'creds', 'zugangsdaten', 'identifiants', 'credenciales'],
		...['credenciais', 'credenziali', '凭证', '凭据'],
	],
	'card-number': [
		...['card number', 'cardnumber', 'card num', 'cc number', 'credit card', 'creditcard'],
		...['kartennummer', 'numéro de carte', 'número de tarjeta', 'número do cartão'],
	],
};

/** In these languages the word for the secret comes first: `contraseña_bd`, `пароль_базы`. */
export const LEADING_NAMES: readonly string[] = [
	...['contraseña', 'contrasena', 'senha', 'mot de passe', 'mdp', 'пароль', 'токен', 'секрет'],
	...['clave secreta', 'chave secreta', 'clé secrète', 'chiave segreta', 'clave api', 'chave api'],
	...['chiave api', 'clé api', 'cle api', 'jeton', "parola d'ordine"],
];

/** Secret only when it is the whole name. */
export const WHOLE_NAMES: Readonly<Record<string, string>> = {
	...{ auth: 'authorization', bearer: 'token', pat: 'token' },
	...{ pass: 'password', pw: 'password', clave: 'password', llave: 'password', 鍵: 'private-key' },
	...{ sessionid: 'cookie', 'net session id': 'cookie', 'asp net session id': 'cookie' },
};
