import type { SecretForm } from '../form.ts';
import { IN_DOUBLE_QUOTES, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import { email, host, passwordVariable, project, tokenVariable, user } from './surroundings.ts';

const PHP = 'https://www.php.net/manual/en/';

/** Assignments, setters and arguments in programming languages. */
export const CODE: readonly SecretForm[] = [
	notation({
		name: 'code-typescript-typed-constant',
		source: 'https://www.typescriptlang.org/docs/handbook/2/everyday-types.html',
		write: (secret, random) =>
			`import { connect } from './db.ts';\n\n${random.pick(['const', 'export const', 'private readonly', 'let'])} ${random.pick(['password', 'dbPassword', 'adminSecret'])}: string = ${random.pick([`"${secret}"`, `'${secret}'`, `\`${secret}\``])};\n`,
	}),
	notation({
		name: 'code-javascript-object',
		source: 'https://nodemailer.com/smtp/',
		write: (secret, random) =>
			`const transport = createTransport({\n\thost: '${host(random)}',\n\tauth: { user: '${email(random)}', ${random.pick(['pass', 'password'])}: '${secret}' },\n});`,
	}),
	notation({
		name: 'code-java-string-field',
		source: 'https://docs.oracle.com/javase/specs/jls/se21/html/index.html',
		write: (secret, random) =>
			`public class Config {\n    ${random.pick(['private static final ', 'public static ', ''])}String ${random.pick(['password', 'DB_PASSWORD', 'apiSecret'])} = "${secret}";\n}\n`,
	}),
	notation({
		name: 'code-go-typed-variable',
		source: 'https://go.dev/ref/spec',
		draw: token,
		write: (secret, random) =>
			`package main\n\n${random.pick(['var', 'const'])} ${random.pick(['apiKey', 'accessToken', 'clientSecret'])} string = ${random.pick([`"${secret}"`, `\`${secret}\``])}\n`,
	}),
	notation({
		name: 'code-go-short-variable',
		source: 'https://go.dev/ref/spec',
		write: (secret, random) => {
			const variable = random.pick(['password', 'dbPass', 'secret']);
			return `func main() {\n\t${variable} := "${secret}"\n\tconnect("${host(random)}", ${variable})\n}`;
		},
	}),
	notation({
		name: 'code-rust-typed-variable',
		source: 'https://doc.rust-lang.org/reference/',
		draw: token,
		write: (secret, random) =>
			random.pick([
				`let token: &str = "${secret}";`,
				`const API_KEY: &'static str = "${secret}";`,
				`let password = String::from("${secret}");`,
				`let secret: String = "${secret}".to_string();`,
			]),
	}),
	notation({
		name: 'code-csharp-property',
		source: 'https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/',
		write: (secret, random) =>
			random.pick([
				`public string Password { get; set; } = "${secret}";`,
				`private const string ApiSecret = @"${secret}";`,
				`var credential = new NetworkCredential { UserName = "${user(random)}", Password = "${secret}" };`,
			]),
	}),
	notation({
		name: 'code-swift-and-kotlin-constant',
		source: 'https://kotlinlang.org/docs/properties.html',
		draw: passwordWith(IN_DOUBLE_QUOTES),
		write: (secret, random) =>
			random.pick([
				`private const val API_SECRET: String = "${secret}"`,
				`let password: String = "${secret}"`,
				`val dbPassword = "${secret}"`,
			]),
	}),
	notation({
		name: 'code-c-define',
		source: 'https://gcc.gnu.org/onlinedocs/cpp/Object-like-Macros.html',
		write: (secret, random) =>
			`#include <WiFi.h>\n#define WIFI_SSID "${project(random)}"\n#define ${random.pick(['WIFI_PASSWORD', 'WIFI_PASS', 'MQTT_PASSWORD'])} "${secret}"\n`,
	}),
	notation({
		name: 'code-c-character-array',
		source: 'https://en.cppreference.com/w/c/language/array_initialization',
		write: (secret, random) =>
			`const char* ssid = "${project(random)}";\n${random.pick(['const char* password', 'char pass[]', 'static const char *api_key'])} = "${secret}";`,
	}),
	notation({
		name: 'code-python-assignment',
		source: 'https://docs.python.org/3/reference/lexical_analysis.html',
		write: (secret, random) => {
			const quote = random.pick(['"', "'", '"""']);
			return `import psycopg\n\n${random.pick(['password', 'DB_PASSWORD', 'SECRET_KEY'])}${random.pick(['', ': str'])} = ${random.pick(['', 'r'])}${quote}${secret}${quote}\n`;
		},
	}),
	notation({
		name: 'code-python-keyword-argument',
		source: 'https://docs.python.org/3/tutorial/controlflow.html',
		write: (secret, random) =>
			`conn = psycopg.connect(host="${host(random)}", user="${user(random)}", ${random.pick(['password', 'passwd', 'secret_key'])}=${random.pick([`"${secret}"`, `'${secret}'`])}, dbname="${project(random)}")`,
	}),
	notation({
		name: 'code-python-auth-tuple',
		source: 'https://requests.readthedocs.io/en/latest/user/authentication/',
		write: (secret, random) =>
			`response = requests.get("https://${host(random)}/me", auth=("${user(random)}", "${secret}"), timeout=10)`,
	}),
	notation({
		name: 'code-python-environment',
		source: 'https://docs.python.org/3/library/os.html',
		draw: token,
		write: (secret, random) => {
			const name = random.pick([passwordVariable, tokenVariable])(random);
			return random.pick([
				`os.environ['${name}'] = '${secret}'`,
				`os.environ["${name}"]="${secret}"`,
				`os.environ.setdefault("${name}", "${secret}")`,
			]);
		},
	}),
	notation({
		name: 'code-environment-default',
		source: 'https://docs.python.org/3/library/os.html',
		write: (secret, random) => {
			const name = passwordVariable(random);
			return random.pick([
				`password = os.getenv("${name}", "${secret}")`,
				`const password = process.env.${name} ?? '${secret}';`,
				`$password = getenv('${name}') ?: '${secret}';`,
			]);
		},
	}),
	notation({
		name: 'code-node-environment',
		source: 'https://nodejs.org/api/process.html',
		draw: token,
		write: (secret, random) => {
			const name = tokenVariable(random);
			return random.pick([
				`process.env.${name} = '${secret}';`,
				`process.env['${name}'] = "${secret}";`,
			]);
		},
	}),
	notation({
		name: 'code-ruby-hash-rocket',
		source: 'https://docs.ruby-lang.org/en/master/syntax/literals_rdoc.html',
		write: (secret, random) =>
			`client = Mysql2::Client.new(:host => '${host(random)}', :username => '${user(random)}', ${random.pick([':password', '"password"', ':secret'])} => '${secret}')`,
	}),
	notation({
		name: 'code-ruby-hash-colon',
		source: 'https://docs.ruby-lang.org/en/master/syntax/literals_rdoc.html',
		write: (secret, random) =>
			`Net::SSH.start('${host(random)}', '${user(random)}', password: '${secret}') { |ssh| puts ssh.exec!('uptime') }`,
	}),
	notation({
		name: 'code-ruby-environment',
		source: 'https://docs.ruby-lang.org/en/master/ENV.html',
		draw: token,
		write: (secret, random) => `ENV['${tokenVariable(random)}'] ||= '${secret}'`,
	}),
	notation({
		name: 'code-php-define',
		source: `${PHP}function.define.php`,
		write: (secret, random) =>
			`<?php\ndefine( 'DB_USER', '${user(random)}' );\ndefine(${random.pick(["'DB_PASSWORD', ", " 'DB_PASSWORD', ", "'AUTH_KEY',   "])}'${secret}'${random.pick([')', ' )'])};\n`,
	}),
	notation({
		name: 'code-php-array-arrow',
		source: `${PHP}language.types.array.php`,
		write: (secret, random) =>
			`<?php\nreturn [\n    'host' => '${host(random)}',\n    '${random.pick(['password', 'pass', 'secret'])}' => '${secret}',\n    'charset' => 'utf8mb4',\n];\n`,
	}),
	notation({
		name: 'code-php-variable',
		source: `${PHP}language.variables.basics.php`,
		write: (secret, random) =>
			`$db_user = '${user(random)}';\n${random.pick(['$password', '$db_pass', "$config['db_password']", '$this->secret'])} = '${secret}';`,
	}),
	notation({
		name: 'code-perl-connect',
		source: 'https://metacpan.org/pod/DBI',
		write: (secret, random) =>
			`my $password = '${secret}';\nmy $dbh = DBI->connect("dbi:mysql:${project(random)}", '${user(random)}', $password);`,
	}),
	notation({
		name: 'code-comparison',
		source: 'https://cwe.mitre.org/data/definitions/798.html',
		write: (secret, random) =>
			random.pick([
				`if password == "${secret}":\n    return True`,
				`if (req.body.password === '${secret}') grant(req.user);`,
				`if (strcmp(password, "${secret}") == 0) return 1;`,
				`if ("${secret}".equals(password)) { login(); }`,
				`if password != '${secret}' then raise 'denied' end`,
			]),
	}),
	notation({
		name: 'code-setter-camel',
		source: 'https://docs.oracle.com/javase/tutorial/javabeans/writing/properties.html',
		write: (secret, random) =>
			`dataSource.setUser("${user(random)}");\ndataSource.${random.pick(['setPassword', 'setApiSecret', 'setPasswd'])}("${secret}");\n`,
	}),
	notation({
		name: 'code-setter-snake',
		source: 'https://cwe.mitre.org/data/definitions/798.html',
		draw: token,
		write: (secret, random) =>
			`client = Client("${host(random)}")\nclient.${random.pick(['set_token', 'set_password', 'set_api_key'])}('${secret}')`,
	}),
	notation({
		name: 'code-builder',
		source: 'https://java.testcontainers.org/modules/databases/jdbc/',
		write: (secret, random) =>
			`new PostgreSQLContainer("postgres:17")\n    .withUsername("${user(random)}")\n    .${random.pick(['withPassword', 'password', 'withSecretKey'])}("${secret}")\n    .start();`,
	}),
	notation({
		name: 'code-credentials-constructor',
		source: 'https://learn.microsoft.com/en-us/dotnet/api/system.net.networkcredential',
		write: (secret, random) =>
			random.pick([
				`client.Credentials = new NetworkCredential("${user(random)}", "${secret}");`,
				`new UsernamePasswordCredentials("${user(random)}", "${secret}".toCharArray())`,
				`credentials = pika.PlainCredentials('${user(random)}', '${secret}')`,
			]),
	}),
	notation({
		name: 'code-header-map',
		source: 'https://developer.mozilla.org/en-US/docs/Web/API/Fetch_API/Using_Fetch',
		draw: token,
		write: (secret, random) =>
			`const response = await fetch('https://${host(random)}/v1', {\n\theaders: { ${random.pick([
				`Authorization: 'Bearer ${secret}'`,
				`'Authorization': \`Bearer ${secret}\``,
				`'X-Api-Key': "${secret}"`,
				`authorization: '${secret}'`,
			])} },\n});`,
	}),
	notation({
		name: 'code-header-setter',
		source: 'https://pkg.go.dev/net/http',
		draw: token,
		write: (secret, random) =>
			random.pick([
				`req.Header.Set("Authorization", "Bearer "+"${secret}")`,
				`request.addHeader("X-Api-Key", "${secret}");`,
				`headers["X-Auth-Token"] = "${secret}"`,
				`xhr.setRequestHeader('Authorization', 'Token ${secret}');`,
			]),
	}),
];
