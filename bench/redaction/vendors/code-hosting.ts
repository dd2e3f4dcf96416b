import { ALPHANUMERIC, BASE64_URL, chars, DIGITS, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	bare,
	BASE58,
	base64,
	between,
	betterleaks,
	gitleaks,
	jwt,
	LOWER_ALPHANUMERIC,
	secretlint,
	UPPER_HEX,
	within,
	word,
} from './shape.ts';

const GITHUB =
	'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github';
const GITLAB = 'https://docs.gitlab.com/security/tokens/';

const github: readonly SecretForm[] = [
	bare('github-personal-token', GITHUB, (random) => `ghp_${chars(random, ALPHANUMERIC, 36)}`),
	bare(
		'github-fine-grained-token',
		GITHUB,
		(random) => `github_pat_${chars(random, ALPHANUMERIC, 22)}_${chars(random, ALPHANUMERIC, 59)}`,
	),
	bare('github-oauth-token', GITHUB, (random) => `gho_${chars(random, ALPHANUMERIC, 36)}`),
	bare('github-user-to-server-token', GITHUB, (random) => `ghu_${chars(random, ALPHANUMERIC, 36)}`),
	bare('github-installation-token', GITHUB, (random) => `ghs_${chars(random, ALPHANUMERIC, 36)}`),
	// Since 2026 a JWT, about 520 characters long, with further underscores.
	bare(
		'github-installation-token-stateless',
		'https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header/',
		(random) => {
			const claims = { iss: 'github.com', aud: word(random), jti: chars(random, HEX, 32) };
			const app = chars(random, DIGITS, between(random, 5, 8));
			return `ghs_${app}_${jwt(random, { algorithm: 'RS256', claims })}`;
		},
	),
	bare(
		'github-refresh-token',
		GITHUB,
		(random) => `ghr_${chars(random, ALPHANUMERIC, random.pick([36, 76]))}`,
	),
];

/** Newer GitLab tokens say to which cell they belong, and end in a length and a checksum. */
const routable = (random: Parameters<SecretForm['make']>[0]) =>
	`${chars(random, BASE64_URL, between(random, 27, 60))}.${chars(random, LOWER_ALPHANUMERIC, 9)}`;

const gitlab: readonly SecretForm[] = [
	bare('gitlab-personal-token', GITLAB, (random) => `glpat-${chars(random, BASE64_URL, 20)}`),
	bare('gitlab-personal-token-routable', GITLAB, (random) => `glpat-${routable(random)}`),
	bare('gitlab-deploy-token', GITLAB, (random) => `gldt-${chars(random, BASE64_URL, 20)}`),
	bare(
		'gitlab-job-token',
		GITLAB,
		(random) =>
			`glcbt-${chars(random, ALPHANUMERIC, between(random, 1, 5))}_${chars(random, BASE64_URL, 20)}`,
	),
	bare('gitlab-pipeline-trigger-token', GITLAB, (random) => `glptt-${chars(random, HEX, 40)}`),
	bare('gitlab-runner-token', GITLAB, (random) => `glrt-${chars(random, BASE64_URL, 20)}`),
	bare(
		'gitlab-runner-token-routable',
		GITLAB,
		(random) => `glrt-t${chars(random, DIGITS, 1)}_${routable(random)}`,
	),
	bare(
		'gitlab-runner-registration-token',
		GITLAB,
		(random) => `GR1348941${chars(random, BASE64_URL, 20)}`,
	),
	bare(
		'gitlab-kubernetes-agent-token',
		GITLAB,
		(random) => `glagent-${chars(random, BASE64_URL, 50)}`,
	),
	bare('gitlab-oauth-secret', GITLAB, (random) => `gloas-${chars(random, BASE64_URL, 64)}`),
	bare('gitlab-scim-token', GITLAB, (random) => `glsoat-${chars(random, BASE64_URL, 20)}`),
	bare('gitlab-feed-token', GITLAB, (random) => `glft-${chars(random, BASE64_URL, 20)}`),
	bare('gitlab-incoming-mail-token', GITLAB, (random) => `glimt-${chars(random, BASE64_URL, 25)}`),
	bare('gitlab-feature-flag-token', GITLAB, (random) => `glffct-${chars(random, BASE64_URL, 20)}`),
	within('gitlab-session-cookie', gitleaks('gitlab'), {
		secret: (random) => chars(random, HEX, 32),
		text: (secret) => `_gitlab_session=${secret}`,
	}),
];

const builds: readonly SecretForm[] = [
	bare(
		'circleci-token',
		'https://circleci.com/changelog/new-format-for-api-access-tokens/',
		(random) =>
			`${random.pick(['CCIPAT', 'CCIPRJ'])}_${chars(random, BASE58, 22)}_${chars(random, HEX, 40)}`,
	),
	bare(
		'buildkite-user-token',
		'https://buildkite.com/docs/platform/security/tokens',
		(random) => `bkua_${chars(random, LOWER_ALPHANUMERIC, random.pick([40, 53]))}`,
	),
	bare(
		'buildkite-cluster-token',
		'https://buildkite.com/docs/platform/security/tokens',
		(random) => `bkct_${chars(random, BASE64_URL, 73)}`,
	),
	bare(
		'harness-key',
		gitleaks('harness'),
		(random) =>
			`${random.pick(['pat', 'sat'])}.${chars(random, BASE64_URL, 22)}.${chars(random, ALPHANUMERIC, 24)}.${chars(random, ALPHANUMERIC, 20)}`,
	),
	bare(
		'octopus-deploy-key',
		gitleaks('octopusdeploy'),
		(random) => `API-${chars(random, ALPHANUMERIC, 26).toUpperCase()}`,
	),
	bare(
		'jetbrains-permanent-token',
		'https://www.jetbrains.com/help/youtrack/devportal/Manage-Permanent-Token.html',
		(random) =>
			`perm:${base64(word(random))}.${base64(word(random))}.${chars(random, ALPHANUMERIC, 30)}`,
	),
	bare('pulumi-token', gitleaks('pulumi'), (random) => `pul-${chars(random, HEX, 40)}`),
	bare(
		'infracost-key',
		gitleaks('infracost'),
		(random) => `ico-${chars(random, ALPHANUMERIC, 32)}`,
	),
	bare(
		'terraform-cloud-token',
		gitleaks('hashicorp'),
		(random) =>
			`${chars(random, ALPHANUMERIC, 14)}.atlasv1.${chars(random, BASE64_URL, between(random, 60, 70))}`,
	),
	bare(
		'sonarqube-token',
		gitleaks('sonar'),
		(random) => `${random.pick(['squ', 'sqp', 'sqa'])}_${chars(random, HEX, 40)}`,
	),
	bare(
		'snyk-personal-token',
		'https://github.com/snyk/go-application-framework',
		(random) =>
			`snyk_uat.${chars(random, HEX, 8)}.${chars(random, BASE64_URL, between(random, 22, 60))}.${chars(random, BASE64_URL, 43)}`,
	),
	bare('sourcegraph-token', gitleaks('sourcegraph'), (random) => {
		const instance = random.pick(['', 'local_', `${chars(random, HEX, 16)}_`]);
		return `sgp_${instance}${chars(random, HEX, 40)}`;
	}),
];

const packages: readonly SecretForm[] = [
	bare('npm-token', gitleaks('npm'), (random) => `npm_${chars(random, ALPHANUMERIC, 36)}`),
	bare(
		'pypi-token',
		gitleaks('pypi'),
		(random) => `pypi-AgEIcHlwaS5vcmc${chars(random, BASE64_URL, between(random, 130, 200))}`,
	),
	bare('rubygems-key', gitleaks('rubygems'), (random) => `rubygems_${chars(random, HEX, 48)}`),
	bare(
		'clojars-token',
		gitleaks('clojars'),
		(random) => `CLOJARS_${chars(random, LOWER_ALPHANUMERIC, 60)}`,
	),
	// Base32 of bytes, three of whose characters hold fixed bits.
	bare('nuget-key', betterleaks('nuget'), (random) => {
		const base32 = (length: number) => chars(random, 'abcdefghijklmnopqrstuvwxyz234567', length);
		const [fourth, twentieth, last] = ['abcdefghijklmnop', 'aq', 'aeimquy4'].map((alphabet) =>
			chars(random, alphabet, 1),
		);
		return `oy2${fourth}${base32(15)}${twentieth}${base32(25)}${last}`;
	}),
	bare(
		'docker-hub-personal-token',
		secretlint('docker'),
		(random) => `dckr_pat_${chars(random, BASE64_URL, 27)}`,
	),
	bare(
		'docker-hub-organization-token',
		betterleaks('dockerhub'),
		(random) => `dckr_oat_${chars(random, BASE64_URL, 32)}`,
	),
	bare(
		'docker-swarm-join-token',
		'https://docs.docker.com/engine/swarm/join-nodes/',
		(random) =>
			`SWMTKN-1-${chars(random, LOWER_ALPHANUMERIC, 50)}-${chars(random, LOWER_ALPHANUMERIC, 25)}`,
	),
	bare(
		'docker-swarm-unlock-key',
		'https://docs.docker.com/engine/swarm/swarm_manager_locking/',
		(random) => `SWMKEY-1-${chars(random, ALPHANUMERIC + '+/', 43)}`,
	),
	bare(
		'artifactory-api-key',
		gitleaks('artifactory'),
		(random) => `AKCp${chars(random, ALPHANUMERIC, 69)}`,
	),
	bare(
		'artifactory-reference-token',
		gitleaks('artifactory'),
		(random) => `cmVmd${chars(random, ALPHANUMERIC, 59)}`,
	),
	bare(
		'atlassian-api-token',
		gitleaks('atlassian'),
		(random) => `ATATT3xFfGF0${chars(random, BASE64_URL, 171)}=${chars(random, UPPER_HEX, 8)}`,
	),
];

export const CODE_HOSTING_FORMS: readonly SecretForm[] = [
	...github,
	...gitlab,
	...builds,
	...packages,
];
