import type { SecretForm } from '../form.ts';
import { token } from '../passwords.ts';
import { notation } from './notation.ts';
import { host, json, passwordVariable, project, tokenVariable, user } from './surroundings.ts';

const JSON_SYNTAX = 'https://www.rfc-editor.org/rfc/rfc8259';
const POSTMAN = 'https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html';
const CONTAINERS =
	'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/';

/** The name in one field and the secret in another. */
export const PAIRS: readonly SecretForm[] = [
	notation({
		name: 'pair-name-value-json',
		source: JSON_SYNTAX,
		write: (secret, random) =>
			`[{"name":"host","value":"${host(random)}"},{"name":"${random.pick(['password', 'db_password', 'Password'])}","value":"${secret}"}]`,
	}),
	notation({
		name: 'pair-key-value-pretty-json',
		source: JSON_SYNTAX,
		write: (secret, random) =>
			JSON.stringify(
				[
					{ key: 'username', value: user(random) },
					{ key: random.pick(['password', 'adminPassword', 'secret']), value: secret },
				],
				null,
				random.pick([2, 4, '\t']),
			),
	}),
	notation({
		name: 'pair-value-before-name',
		source: JSON_SYNTAX,
		write: (secret, random) =>
			json(random, [
				{ value: host(random), name: 'host' },
				{ value: secret, name: random.pick(['password', 'api_secret', passwordVariable(random)]) },
			]),
	}),
	notation({
		name: 'pair-fields-between',
		source: JSON_SYNTAX,
		write: (secret, random) =>
			json(random, {
				name: random.pick(['DB_PASSWORD', 'password', 'client_secret']),
				type: 'string',
				required: true,
				value: secret,
			}),
	}),
	notation({
		name: 'pair-yaml-name-value',
		source: CONTAINERS,
		write: (secret, random) =>
			`env:\n  - name: LOG_LEVEL\n    value: info\n  - name: ${passwordVariable(random)}\n    value: ${random.pick([secret, `"${secret}"`, `'${secret}'`])}\n`,
	}),
	notation({
		name: 'pair-yaml-value-before-name',
		source: CONTAINERS,
		write: (secret, random) =>
			`env:\n  - value: "${secret}"\n    name: ${passwordVariable(random)}\n  - value: info\n    name: LOG_LEVEL\n`,
	}),
	notation({
		name: 'pair-escaped-json',
		source: JSON_SYNTAX,
		write: (secret, random) =>
			JSON.stringify({
				id: random.below(900),
				payload: JSON.stringify([
					{ name: random.pick(['password', 'token', 'api_key']), value: secret },
				]),
			}),
	}),
	notation({
		name: 'pair-postman-auth',
		source: POSTMAN,
		write: (secret, random) =>
			json(random, {
				auth: {
					type: 'basic',
					basic: [
						{ key: 'password', value: secret, type: 'string' },
						{ key: 'username', value: user(random), type: 'string' },
					],
				},
			}),
	}),
	notation({
		name: 'pair-postman-environment',
		source: 'https://learning.postman.com/docs/sending-requests/variables/variables/',
		draw: token,
		write: (secret, random) =>
			json(random, {
				name: project(random),
				values: [
					{ key: 'base_url', value: `https://${host(random)}`, enabled: true },
					{
						key: random.pick(['api_key', 'access_token', 'bearerToken']),
						value: secret,
						type: 'secret',
						enabled: true,
					},
				],
			}),
	}),
	notation({
		name: 'pair-openapi-example',
		source: 'https://spec.openapis.org/oas/v3.1.0',
		draw: token,
		write: (secret, random) =>
			json(random, {
				parameters: [
					{ name: random.pick(['X-Api-Key', 'api_key']), in: 'header', example: secret },
					{ name: 'page', in: 'query', example: '2' },
				],
			}),
	}),
	notation({
		name: 'pair-har-header',
		source: 'https://w3c.github.io/web-performance/specs/HAR/Overview.html',
		draw: token,
		write: (secret, random) =>
			json(random, {
				headers: [
					{ name: 'Accept', value: '*/*' },
					{ name: random.pick(['Authorization', 'authorization']), value: `Bearer ${secret}` },
				],
			}),
	}),
	notation({
		name: 'pair-cloudformation-parameter',
		source: 'https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html',
		draw: token,
		write: (secret, random) =>
			`aws cloudformation create-stack --stack-name ${project(random)} --template-body file://stack.yml --parameters ParameterKey=DBUser,ParameterValue=${user(random)} ParameterKey=${random.pick(['DBPassword', 'MasterUserPassword', 'ApiToken'])},ParameterValue=${secret}`,
	}),
	notation({
		name: 'pair-ssm-put-parameter',
		source: 'https://docs.aws.amazon.com/cli/latest/reference/ssm/put-parameter.html',
		draw: token,
		write: (secret, random) =>
			`aws ssm put-parameter --name /prod/${project(random)}/${random.pick(['db-password', 'api-key', 'token'])} --type SecureString --value ${random.pick([secret, `"${secret}"`])} --overwrite`,
	}),
	notation({
		name: 'pair-structure-name-value',
		source: JSON_SYNTAX,
		write: (secret, random) => ({
			name: random.pick(['password', 'DB_PASSWORD', 'client_secret']),
			value: secret,
		}),
	}),
	notation({
		name: 'pair-structure-key-value',
		source: JSON_SYNTAX,
		draw: token,
		write: (secret, random) => ({
			scope: project(random),
			key: random.pick([tokenVariable(random), 'api_token', 'accessToken']),
			value: secret,
		}),
	}),
	notation({
		name: 'pair-structure-environment-list',
		source:
			'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
		write: (secret, random) => ({
			image: `${project(random)}:latest`,
			environment: [
				{ name: 'LOG_LEVEL', value: 'info' },
				{ value: secret, name: passwordVariable(random) },
			],
		}),
	}),
	notation({
		name: 'pair-structure-parameter-key',
		source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Parameter.html',
		write: (secret, random) => [
			{ ParameterKey: 'DBUser', ParameterValue: user(random) },
			{
				ParameterKey: random.pick(['DBPassword', 'MasterUserPassword']),
				ParameterValue: secret,
			},
		],
	}),
	notation({
		name: 'pair-structure-header-list',
		source: 'https://fetch.spec.whatwg.org/#headers-class',
		draw: token,
		write: (secret, random) => ({
			url: `https://${host(random)}/v1`,
			headers: [
				['accept', 'application/json'],
				[random.pick(['authorization', 'Authorization']), `Bearer ${secret}`],
			],
		}),
	}),
];
