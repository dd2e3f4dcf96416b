import { BASE64, chars } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import { githubToken, IN_QUERY, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import {
	host,
	passwordVariable,
	project,
	shellLine,
	shellWord,
	tokenVariable,
	user,
	uuid,
} from './surroundings.ts';

const CURL = 'https://curl.se/docs/manpage.html';

/** Commands that talk to a web service, a registry, a cloud or a cluster. */
export const SERVICE_COMMANDS: readonly SecretForm[] = [
	notation({
		name: 'curl-user',
		source: CURL,
		write: (secret, random) =>
			shellLine(
				random,
				`curl -s -u ${shellWord(random, `${user(random)}:${secret}`)} https://${host(random)}/api/v1/${project(random)}`,
			),
	}),
	notation({
		name: 'curl-long-user',
		source: CURL,
		write: (secret, random) =>
			shellLine(
				random,
				`curl -X DELETE --user ${shellWord(random, `${user(random)}:${secret}`)} "https://${host(random)}/items/17"`,
			),
	}),
	notation({
		name: 'curl-authorization-header',
		source: CURL,
		draw: token,
		write: (secret, random) => {
			const quote = random.pick(["'", '"']);
			const scheme = random.pick(['Bearer ', 'Bearer ', 'token ', '']);
			return shellLine(
				random,
				`curl -sS -H ${quote}Authorization: ${scheme}${secret}${quote} -H 'Accept: application/json' https://${host(random)}/v2/${project(random)}`,
			);
		},
	}),
	notation({
		name: 'curl-token-header',
		source: CURL,
		draw: token,
		write: (secret, random) =>
			shellLine(
				random,
				`curl --header "${random.pick(['X-Auth-Token', 'PRIVATE-TOKEN', 'X-Vault-Token', 'X-API-Key'])}: ${secret}" "https://${host(random)}/api/v4/projects"`,
			),
	}),
	notation({
		name: 'curl-form-data',
		source: CURL,
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			shellLine(
				random,
				`curl -c cookies.txt -d 'username=${user(random)}&password=${secret}&remember=1' https://${host(random)}/login`,
			),
	}),
	notation({
		name: 'curl-cookie',
		source: CURL,
		draw: token,
		write: (secret, random) =>
			shellLine(
				random,
				`curl -b 'lang=en; ${random.pick(['session', 'sessionid', 'auth_token'])}=${secret}' https://${host(random)}/account`,
			),
	}),
	notation({
		name: 'wget-password',
		source: 'https://www.gnu.org/software/wget/manual/wget.html',
		write: (secret, random) =>
			shellLine(
				random,
				`wget --user=${user(random)} ${random.pick(['--password', '--http-password'])}=${shellWord(random, secret)} https://${host(random)}/releases/latest.tar.gz`,
			),
	}),
	notation({
		name: 'httpie-auth',
		source: 'https://httpie.io/docs/cli/authentication',
		write: (secret, random) =>
			shellLine(
				random,
				`http -a ${shellWord(random, `${user(random)}:${secret}`)} GET https://${host(random)}/me`,
			),
	}),
	notation({
		name: 'docker-login-password',
		source: 'https://docs.docker.com/reference/cli/docker/login/',
		write: (secret, random) =>
			shellLine(
				random,
				`docker login -u ${user(random)} ${random.pick(['-p', '--password'])} ${shellWord(random, secret)} ${host(random)}`,
			),
	}),
	notation({
		name: 'docker-login-stdin',
		source: 'https://docs.docker.com/reference/cli/docker/login/',
		write: (secret, random) =>
			shellLine(
				random,
				`echo ${shellWord(random, secret)} | docker login ${host(random)} --username ${user(random)} --password-stdin`,
			),
	}),
	notation({
		name: 'docker-run-environment',
		source: 'https://docs.docker.com/reference/cli/docker/container/run/',
		write: (secret, random) =>
			shellLine(
				random,
				`docker run -d --name ${project(random)}-db -p 3306:3306 -e MYSQL_ROOT_PASSWORD=${shellWord(random, secret)} -e MYSQL_DATABASE=app mysql:8.4`,
			),
	}),
	notation({
		name: 'aws-configure-set-secret',
		source: 'https://docs.aws.amazon.com/cli/latest/reference/configure/set.html',
		draw: (random) => chars(random, BASE64, 40),
		write: (secret, random) =>
			shellLine(
				random,
				`aws configure set aws_secret_access_key ${secret} --profile ${project(random)}`,
			),
	}),
	notation({
		name: 'az-login-service-principal',
		source: 'https://learn.microsoft.com/en-us/cli/azure/authenticate-azure-cli-service-principal',
		write: (secret, random) =>
			shellLine(
				random,
				`az login --service-principal -u ${uuid(random)} -p ${shellWord(random, secret)} --tenant ${uuid(random)}`,
			),
	}),
	notation({
		name: 'gcloud-set-password',
		source: 'https://cloud.google.com/sdk/gcloud/reference/sql/users/set-password',
		write: (secret, random) =>
			shellLine(
				random,
				`gcloud sql users set-password ${user(random)} --instance=${project(random)}-prod --password=${shellWord(random, secret)}`,
			),
	}),
	notation({
		name: 'vault-login',
		source: 'https://developer.hashicorp.com/vault/docs/commands/login',
		draw: token,
		write: (secret, random) => shellLine(random, `vault login ${secret}`),
	}),
	notation({
		name: 'vault-kv-put',
		source: 'https://developer.hashicorp.com/vault/docs/commands/kv/put',
		write: (secret, random) =>
			shellLine(
				random,
				`vault kv put secret/${project(random)} username=${user(random)} password=${shellWord(random, secret)}`,
			),
	}),
	notation({
		name: 'kubectl-secret-literal',
		source:
			'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_generic/',
		write: (secret, random) =>
			shellLine(
				random,
				`kubectl -n ${project(random)} create secret generic db-credentials --from-literal=username=${user(random)} --from-literal=password=${shellWord(random, secret)}`,
			),
	}),
	notation({
		name: 'kubectl-docker-registry',
		source:
			'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_docker-registry/',
		write: (secret, random) =>
			shellLine(
				random,
				`kubectl create secret docker-registry regcred --docker-server=${host(random)} --docker-username=${user(random)} --docker-password=${shellWord(random, secret)}`,
			),
	}),
	notation({
		name: 'helm-set-password',
		source: 'https://helm.sh/docs/helm/helm_install/',
		write: (secret, random) =>
			shellLine(
				random,
				`helm upgrade --install ${project(random)} bitnami/postgresql --set auth.username=${user(random)} --set ${shellWord(random, `${random.pick(['auth.password', 'global.postgresql.auth.password', 'adminPassword'])}=${secret}`)}`,
			),
	}),
	notation({
		name: 'gh-auth-login-here-string',
		source: 'https://cli.github.com/manual/gh_auth_login',
		draw: githubToken,
		write: (secret, random) =>
			shellLine(random, `gh auth login --with-token <<< ${random.pick([secret, `"${secret}"`])}`),
	}),
	notation({
		name: 'npm-config-set-token',
		source: 'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc',
		draw: (random) => random.pick([uuid, token])(random),
		write: (secret, random) =>
			shellLine(
				random,
				`npm config set //${host(random)}/:_authToken${random.pick([' ', '='])}${secret}`,
			),
	}),
	notation({
		name: 'git-clone-user-token',
		source: 'https://git-scm.com/docs/git-clone',
		draw: (random) => random.pick([githubToken, token])(random),
		write: (secret, random) =>
			shellLine(
				random,
				`git ${random.pick(['clone', 'push', 'remote set-url origin'])} https://${random.pick([user(random), 'oauth2', 'x-access-token'])}:${secret}@${host(random)}/${project(random)}/app.git`,
			),
	}),
	notation({
		name: 'heroku-config-set',
		source: 'https://devcenter.heroku.com/articles/config-vars',
		write: (secret, random) =>
			shellLine(
				random,
				`heroku config:set ${random.pick([passwordVariable, tokenVariable])(random)}=${shellWord(random, secret)} --app ${project(random)}`,
			),
	}),
	notation({
		name: 'ansible-extra-vars',
		source: 'https://docs.ansible.com/ansible/latest/cli/ansible-playbook.html',
		write: (secret, random) =>
			shellLine(
				random,
				`ansible-playbook -i hosts.ini site.yml ${random.pick(['-e', '--extra-vars'])} ${random.pick(
					[`'ansible_user=deploy ansible_become_pass=${secret}'`, `'{"db_password": "${secret}"}'`],
				)}`,
			),
	}),
	notation({
		name: 'terraform-variable-option',
		source: 'https://developer.hashicorp.com/terraform/language/values/variables',
		write: (secret, random) =>
			shellLine(
				random,
				`terraform apply -auto-approve -var region=eu-west-1 -var ${shellWord(random, `db_password=${secret}`)}`,
			),
	}),
	notation({
		name: 'twine-upload-password',
		source: 'https://twine.readthedocs.io/en/stable/',
		write: (secret, random) =>
			shellLine(random, `twine upload -u ${user(random)} -p ${shellWord(random, secret)} dist/*`),
	}),
	notation({
		name: 'wrangler-echo-secret',
		source: 'https://developers.cloudflare.com/workers/wrangler/commands/',
		draw: token,
		write: (secret, random) =>
			shellLine(random, `echo "${secret}" | npx wrangler secret put ${tokenVariable(random)}`),
	}),
];
