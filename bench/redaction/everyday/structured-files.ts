import { BASE64, chars } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import { IN_DOUBLE_QUOTES, IN_QUERY, password, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import {
	base64,
	host,
	json,
	passwordVariable,
	project,
	tokenVariable,
	user,
} from './surroundings.ts';

const YAML = 'https://yaml.org/spec/1.2.2/';
const JSON_SYNTAX = 'https://www.rfc-editor.org/rfc/rfc8259';
const KUBERNETES = 'https://kubernetes.io/docs/concepts/configuration/secret/';
const COMPOSE = 'https://docs.docker.com/reference/compose-file/services/';

/** Without what GitHub would take for an expression or YAML for a comment. */
const IN_WORKFLOW = '!@%^&*-_+=.?';

/** Settings of which a reader knows the structure: JSON, YAML, TOML, HCL. */
export const STRUCTURED_FILES: readonly SecretForm[] = [
	notation({
		name: 'toml-string',
		source: 'https://toml.io/en/v1.0.0',
		write: (secret, random) => {
			const quote = random.pick(['"', "'", '"""']);
			return `[database]\nserver = "${host(random)}"\nports = [8000, 8001]\n${random.pick(['password', 'secret', 'api-key'])} = ${quote}${secret}${quote}\n`;
		},
	}),
	notation({
		name: 'yaml-plain',
		source: YAML,
		write: (secret, random) =>
			`database:\n  host: ${host(random)}\n  user: ${user(random)}\n  ${random.pick(['password', 'pass', 'db_password', 'secretKey'])}: ${secret}\n  pool: 5\n`,
	}),
	notation({
		name: 'yaml-quoted',
		source: YAML,
		write: (secret, random) => {
			const quote = random.pick(['"', "'"]);
			return `smtp:\n  host: ${host(random)}\n  password: ${quote}${secret}${quote} # set by ops\n`;
		},
	}),
	notation({
		name: 'yaml-block-scalar',
		source: YAML,
		write: (secret, random) =>
			`db:\n  user: ${user(random)}\n  password: ${random.pick(['|', '|-', '>', '>-'])}\n    ${secret}\n  host: ${host(random)}\n`,
	}),
	{
		name: 'yaml-block-scalar-lines',
		source: YAML,
		make(random) {
			const lines = Array.from({ length: 4 }, () => chars(random, BASE64, 64));
			return {
				value: `auth:\n  ${random.pick(['secret_key', 'private_key', 'signing_key'])}: |\n${lines.map((line) => `    ${line}\n`).join('')}  issuer: ${host(random)}\n`,
				secrets: lines,
			};
		},
	},
	notation({
		name: 'yaml-flow-mapping',
		source: YAML,
		write: (secret, random) =>
			`db: { host: ${host(random)}, user: ${user(random)}, password: "${secret}" }\n`,
	}),
	notation({
		name: 'terraform-variables-file',
		source: 'https://developer.hashicorp.com/terraform/language/values/variables',
		draw: passwordWith(IN_DOUBLE_QUOTES.replace('%', '')),
		write: (secret, random) =>
			`region      = "eu-west-1"\n${random.pick(['db_password', 'master_password', 'admin_pass'])} = "${secret}"\n`,
	}),
	notation({
		name: 'hcl-block',
		source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration',
		draw: passwordWith(IN_DOUBLE_QUOTES.replace('%', '')),
		write: (secret, random) =>
			`resource "aws_db_instance" "${project(random)}" {\n  engine   = "postgres"\n  username = "${user(random)}"\n  password = "${secret}"\n}\n\nvariable "db_password" {\n  default = "${secret}"\n}\n`,
	}),
	notation({
		name: 'json-file',
		source: JSON_SYNTAX,
		write: (secret, random) =>
			json(random, {
				host: host(random),
				port: 5432,
				user: user(random),
				[random.pick(['password', 'dbPassword', 'secret', 'passwd'])]: secret,
				ssl: true,
			}),
	}),
	notation({
		name: 'json-with-comments',
		source: 'https://code.visualstudio.com/docs/languages/json',
		draw: token,
		write: (secret, random) =>
			`{\n\t// from the vault\n\t"server": "${host(random)}",\n\t"${random.pick(['apiKey', 'accessToken', 'clientSecret'])}" : "${secret}",\n}`,
	}),
	...[1, 2, 3].map((levels) =>
		notation({
			name: `json-escaped-${levels}`,
			source: JSON_SYNTAX,
			write: (secret, random) => {
				const key = random.pick(['password', 'client_secret', 'apiToken']);
				const inner: unknown = { user: user(random), [key]: secret, host: host(random) };
				const nested = Array.from({ length: levels }).reduce(
					(value: unknown) => ({ id: random.below(900), body: JSON.stringify(value) }),
					inner,
				);
				return JSON.stringify(nested);
			},
		}),
	),
	notation({
		name: 'kubernetes-string-data',
		source: KUBERNETES,
		write: (secret, random) =>
			`apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${project(random)}-db\ntype: Opaque\nstringData:\n  username: ${user(random)}\n  ${random.pick(['password', 'DB_PASSWORD', 'admin-password'])}: ${random.pick([secret, `"${secret}"`])}\n`,
	}),
	notation({
		name: 'kubernetes-data',
		source: KUBERNETES,
		draw: (random) => base64(password(random)),
		write: (secret, random) =>
			`apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${project(random)}-credentials\ntype: Opaque\ndata:\n  username: ${base64(user(random))}\n  ${random.pick(['password', 'token', 'redis-password'])}: ${secret}\n`,
	}),
	notation({
		name: 'kubernetes-data-json',
		source: KUBERNETES,
		draw: (random) => base64(password(random)),
		write: (secret, random) =>
			json(random, {
				apiVersion: 'v1',
				kind: 'Secret',
				metadata: { name: project(random), namespace: 'default' },
				data: { [random.pick(['password', 'PGPASSWORD', 'secret-key'])]: secret },
			}),
	}),
	notation({
		name: 'kubernetes-data-any-key',
		source: KUBERNETES,
		draw: (random) => base64(password(random)),
		write: (secret, random) =>
			`apiVersion: v1\ndata:\n  ${random.pick(['main', 'value', 'config', 'rabbitmq'])}: ${secret}\nkind: Secret\nmetadata:\n  name: ${project(random)}\ntype: Opaque\n`,
	}),
	notation({
		name: 'compose-environment-list',
		source: COMPOSE,
		draw: passwordWith(IN_DOUBLE_QUOTES),
		write: (secret, random) =>
			`services:\n  db:\n    image: postgres:17\n    environment:\n      - POSTGRES_USER=${user(random)}\n      - ${random.pick(['POSTGRES_PASSWORD', 'MYSQL_ROOT_PASSWORD', passwordVariable(random)])}=${secret}\n    ports: ["5432:5432"]\n`,
	}),
	notation({
		name: 'compose-environment-map',
		source: COMPOSE,
		draw: passwordWith(IN_DOUBLE_QUOTES),
		write: (secret, random) =>
			`services:\n  app:\n    image: ${project(random)}:latest\n    environment:\n      LOG_LEVEL: info\n      ${random.pick([passwordVariable, tokenVariable])(random)}: ${random.pick([secret, `"${secret}"`])}\n    restart: always\n`,
	}),
	notation({
		name: 'github-workflow-environment',
		source:
			'https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions',
		draw: (random) => random.pick([passwordWith(IN_WORKFLOW), token])(random),
		write: (secret, random) =>
			`jobs:\n  deploy:\n    runs-on: ubuntu-latest\n    env:\n      ${random.pick([passwordVariable, tokenVariable])(random)}: ${secret}\n    steps:\n      - uses: actions/checkout@v5\n      - run: npm run deploy\n`,
	}),
	notation({
		name: 'github-workflow-with',
		source:
			'https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions',
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			`      - uses: docker/login-action@v3\n        with:\n          registry: ${host(random)}\n          username: ${user(random)}\n          password: ${secret}\n`,
	}),
	notation({
		name: 'ansible-variables',
		source: 'https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html',
		write: (secret, random) =>
			`[web]\n${host(random)} ansible_user=${user(random)} ${random.pick(['ansible_password', 'ansible_ssh_pass', 'ansible_become_password'])}='${secret}' ansible_port=22\n`,
	}),
];
