/** Notations of everyday secrets, each with what must be redacted in «», and texts that only look like them. */
import { expect, test } from 'vitest';
import { createRedactor } from './redactor.ts';
import { SEARCH_STEPS_MAX } from './search-budget.ts';

const redactor = createRedactor({ key: Buffer.alloc(32) });
const redact = (text: string) =>
	redactor
		.head(text, 4_000, { steps: SEARCH_STEPS_MAX })
		.text.replace(/\[redacted:[^\]]*\]/g, '«»');

test.each([
	// Commands
	...['set DB_PASSWORD=«Tundra68»&& run.bat', "curl -sSu 'alice:«Tundra68»' https://example.com"],
	...['curl -kualice:«Tundra68» https://example.com'],
	...['curl -u alice:«Tundra68» https://example.com', 'mysql -u root -p«Tundra68» shop'],
	...['echo «Tundra68» | kinit bob', "echo -e '«Tundra68\\nTundra68»' | passwd bob"],
	...['yes «Tundra68» | passwd bob', 'echo «Tundra68» | keepassxc-cli show a.kdbx x'],
	...['cryptsetup luksOpen /dev/sda1 x <<< «Tundra68»', 'op signin --raw <<< «Tundra68»'],
	...['vault kv put secret/db password=«Tundra68»', 'consul kv put db/password «Tundra68»'],
	...['snmpwalk -v2c -c «Tundra68» 10.0.0.1', 'rar x -hp«Tundra68» a.rar'],
	...['etcdctl --user root:«Tundra68» get x', 'evil-winrm -i x -u bob -p «Tundra68»'],
	...['rclone config create x sftp user bob pass «Tundra68»', 'bw login me@example.com «Tundra68»'],
	...['nuget setapikey «Tundra68»', 'dotnet nuget push a.nupkg -k «Tundra68»'],
	...['dotnet user-secrets set "Stripe:ApiKey" "«Tundra68»"', 'openssl passwd -6 «Tundra68»'],
	...['mkpasswd -m sha-512 «Tundra68»', 'net ads join -U admin%«Tundra68»'],
	...['pdftk a.pdf input_pw «Tundra68» output b.pdf', 'SSHPASS=«Tundra68»'],
	...['echo "machine x login bob password «Tundra68»" >> ~/.netrc'],
	...["sed -i 's/DB_PASSWORD=«.*/DB_PASSWORD=Tundra68/»' .env"],
	...[
		'expect -c \'spawn ssh x; expect "password:"; send "«Tundra68»\\r"\'',
		"child.expect('Password:')\nchild.sendline('«Tundra68»')",
	],
	...['docker login -u bob --password-stdin <<EOF\n«Tundra68»\nEOF\n'],
	...["chpasswd <<-'EOF'\n\tbob:«Tundra68»\n\tann:«Tundra69»\nEOF\nrest:x"],
	...['cat <<EOF | docker login --password-stdin -u bob\n«Tundra68»\nEOF\n'],
	...[
		'cat <<EOF | sudo chpasswd\nbob:«Tundra68»\n\nann:«Tundra69»\nEOF',
		'docker login --password-stdin <<\\EOF\n«Tundra68»\nEOF',
	],
	...['docker login --password-stdin < <(echo «Tundra68»)', 'sshpass -f <(echo «Tundra68») ssh x'],
	...[
		"gpg --passphrase-file <(echo '«abc)def9(Ghi»') f",
		"kinit bob <<< 'ab<<cd«»'".replace(/'.*'/, "'«ab<<cd»'"),
	],
	...['restic --password-file <(echo «Tundra68») ls', 'export API_TOKEN=$(echo «Tundra68»)'],
	'export DB_PASSWORD="$(echo -n \'«Tundra68»\')"',
	// Code
	...['password = new String("«Tundra68»")', 'api_key: SecretStr = SecretStr("«Tundra68»")'],
	...['{"command":"password=SecretStr(\\"«Tundra68»\\")"}', 'ssh x "DB_PASSWORD=«\\"Tundra68\\"»"'],
	...['{"command":"DB_PASSWORD=\\"$(echo -n \\"«Tundra68»\\")\\" ./run"}'],
	...['{:user "bob" :password "«Tundra68»"}'],
	// SQL
	"INSERT INTO users (name, password) VALUES ('alice', '«it''s Tundra68»'), (lower('B'), N'«T68»')",
	// Settings and data
	...['A=1\nREDIS_AUTH=«Vx9kQ2mTq7bLw3Zr»\n', 'A=1\nMY_PW=«Tundra68»\n'],
	...['"password": {"value": "«Tundra68»"}', '[{"column":"password","value":"«Tundra68»"}]'],
	'localStorage.getItem(\'access_token\') => "«Tundra68Tundra68»"',
	'private key: «0x6951d951d951d95c2ad900000000888837bfbf37ccccccc7ba2a2a2272a2a2a2»',
	'Your recovery phrase: «abandon ability able about above absent absorb abstract absurd abuse access acid»',
	// Sentences, in some languages
	...['Password for bob is «Tundra68»', 'The password for the staging database is «Tundra68»'],
	...['mein Passwort für das WLAN ist «Tundra68»', 'Пароль от сервера: «Tundra68»'],
	...['Das Passwort wurde auf «Tundra68» gesetzt', 'The password was changed to «Tundra68».'],
	...['wrong password "«Tundra68»" for bob', '密码是«Tundra68»', '数据库密码为 «Tundra68»'],
	...['管理员密码是：«Tundra68»', 'Username:\nbob\nPassword:\n  «Tundra68»\n'],
	...[
		'password: «Tundra68x» and more text',
		'API key: «Tundra68x» (prod)',
		'パスワードは«Tundra68»です',
	],
	...['token: «Tundra68x» is what you need', 'db password: «Tundra68x» / user: alice'],
	...['I have set the password to «Tundra68x»', 'Please reset my password to "«Tundra68x»"'],
	...['Use password «Tundra68x».', 'login with password «Tundra68x» for db1'],
	...['Le mot de passe est : «Tundra68»', 'Le mot de passe pour le serveur : «Tundra68»'],
	...['adgangskode: «Tundra68»', 'jelszó: «Tundra68»', 'κωδικός: «Tundra68»'],
	...['كلمة المرور: «Tundra68»', 'סיסמה: «Tundra68»', 'mật khẩu: «Tundra68»'],
	...['पासवर्ड: «Tundra68»', 'รหัสผ่าน: «Tundra68»', 'kata sandi: «Tundra68»'],
])('redacts %s', (text) => {
	expect(redact(text.replace(/[«»]/g, ''))).toBe(text.replace(/«[^»]*»/g, '«»'));
});

test.each([
	...['pass: 12, fail: 3', '# pass 12', 'curl -u https://example.com', "passwordField: 'email'"],
	...['the password for this account is required', 'Password for bob is invalid', 'PW: 12 W'],
	...['echo hi | passwd-check', 'cat <<< x', 'token: 0xdeadbeef', 'private key: 0x1F'],
	"res.clearCookie('token'); res.send('Goodbye for now')",
	...[
		'password is set to required',
		'Token:\nrequired\n',
		'password:\n  enabled: true',
		'密码为空',
	],
	...['invalid password "foo"', 'with password "required"', 'clave: valor', 'password = String(x)'],
	...['echo hi | grep -c x <<< "$y"', 'echo hi | sort; kinit <<< "$PASSWORD"'],
	...[
		'密码是必填字段',
		'パスワードは必須項目です',
		'修改密码为什么失败',
		'判断密码是否为空并返回结果',
	],
	...[
		'初始密码为身份证后六位',
		'認証コードはメールで送信されました',
		'密码为8-16位字符',
		'| 密码 | 密码是明文 |',
	],
	...['password:\n    process.env.DATABASE_PASSWORD,', 'errors:\n  password:\n    too_short_8'],
	...['Secret:\n    default-token-2xk9p', 'Password:\nUsername:alice1', 'Password:\n==========\n'],
	...[
		'{:token "T_STRING" :line 1}',
		'[:span :secret "Geheim"]',
		'invalid token "abc123def" in JSON',
	],
	...['the otp is 6-digit', 'Password reset to e-mail', 'reset the password to continue'],
	...['diff token <(echo hello)', 'git hash-object -w --stdin <<EOF\nhello world\nEOF'],
	...['docker login --password-stdin && cat <<EOF\nhello\nEOF'],
	...['cat <(echo hello) b.txt', 'diff <<EOF\npassword\nEOF'],
	...[
		'the password is percent-encoded',
		'`npm profile set password`: Change it',
		'A_TOKEN: 498, // x',
	],
	...[
		'curl -o a:b https://example.com',
		"password = passwordSha1 || ''",
		'password = sha1Of (text)',
	],
	"x: 'y', secret: (a.secret || '').substr(0, 6) + '...'",
	...['pass: src/a.test.ts', 'password=***REDACTED***', '{"token":"***"}', 'password: [FILTERED]'],
	...['basic_auth=true', 'HTTP_AUTH=basic', '"password": {"type": "string"}'],
	...[
		'"password": {"value": "string"}',
		"cat: '/etc/passwd': Permission denied",
		'password: string;',
	],
])('keeps %s', (text) => {
	expect(redact(text)).toBe(text);
});
