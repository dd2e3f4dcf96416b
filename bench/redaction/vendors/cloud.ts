import { ALPHANUMERIC, BASE64, BASE64_URL, chars, DIGITS, HEX, LOWER } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	BASE32,
	bare,
	base64,
	base64Bytes,
	between,
	betterleaks,
	gitleaks,
	jwt,
	LOWER_ALPHANUMERIC,
	secretlint,
	uuid,
	within,
	word,
} from './shape.ts';

const CLOUDFLARE = 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/';
const DIGITALOCEAN = gitleaks('digitalocean');
const YANDEX = gitleaks('yandex');
const VERCEL = secretlint('vercel');

const amazon: readonly SecretForm[] = [
	bare(
		'aws-access-key-id',
		'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
		(random) => `${random.pick(['AKIA', 'ASIA', 'ABIA', 'ACCA'])}${chars(random, BASE32, 16)}`,
	),
	bare('aws-bedrock-key', betterleaks('aws'), (random) => {
		const user = `BedrockAPIKey-${chars(random, LOWER_ALPHANUMERIC, 4)}-at-${chars(random, DIGITS, 12)}`;
		return `ABSK${base64(`${user}:${base64Bytes(random, 36)}`)}`;
	}),
	// A signed address, without its scheme, in base64.
	bare(
		'aws-bedrock-short-term-key',
		'https://github.com/aws/aws-bedrock-token-generator-js',
		(random) => {
			const region = random.pick(['us-east-1', 'eu-central-1', 'ap-northeast-1']);
			const query = new URLSearchParams({
				Action: 'CallWithBearerToken',
				'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
				'X-Amz-Credential': `ASIA${chars(random, BASE32, 16)}/20260131/${region}/bedrock/aws4_request`,
				'X-Amz-Date': '20260131T101500Z',
				'X-Amz-Expires': '43200',
				'X-Amz-Security-Token': base64Bytes(random, between(random, 300, 500)),
				'X-Amz-Signature': chars(random, HEX, 64),
				'X-Amz-SignedHeaders': 'host',
				Version: '1',
			});
			return `bedrock-api-key-${base64(`bedrock.amazonaws.com/?${query.toString()}`)}`;
		},
	),
];

const azure: readonly SecretForm[] = [
	bare('azure-ad-client-secret', gitleaks('azure'), (random) => {
		const start = chars(random, ALPHANUMERIC + '_~.', 3) + chars(random, DIGITS, 1);
		return `${start}Q~${chars(random, ALPHANUMERIC + '_~.-', between(random, 31, 34))}`;
	}),
	bare(
		'azure-devops-token',
		'https://learn.microsoft.com/en-us/purview/sit-defn-azure-devops-personal-access-token',
		(random) =>
			`${chars(random, ALPHANUMERIC, 52)}JQQJ99${chars(random, ALPHANUMERIC, 18)}AZDO${chars(random, ALPHANUMERIC, 4)}`,
	),
	bare(
		'azure-ai-services-key',
		'https://github.com/microsoft/security-utilities',
		(random) =>
			`${chars(random, ALPHANUMERIC, 52)}JQQJ99${chars(random, ALPHANUMERIC, 18)}ACOG${chars(random, ALPHANUMERIC, 4)}`,
	),
	within(
		'azure-storage-connection-string',
		'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string',
		{
			secret: (random) =>
				random.chance(0.5)
					? `${chars(random, BASE64, 76)}+ASt${chars(random, BASE64, 6)}==`
					: base64Bytes(random, 64),
			text: (secret, random) =>
				`DefaultEndpointsProtocol=https;AccountName=${word(random)};AccountKey=${secret};EndpointSuffix=core.windows.net`,
		},
	),
	within(
		'azure-shared-access-signature',
		'https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview',
		{
			secret: (random) => encodeURIComponent(base64Bytes(random, 32)),
			text: (secret, random) =>
				`https://${word(random)}.blob.core.windows.net/${word(random)}/report.pdf?sv=2024-11-04&ss=b&srt=sco&sp=rl&se=2026-12-31T00:00:00Z&st=2026-01-31T08:00:00Z&spr=https&sig=${secret}`,
		},
	),
	bare(
		'azure-data-factory-runtime-key',
		gitleaks('datafactory', '00ffb945cdc51c4aca5d996c4f4954b04c0251a5'),
		(random) => `IR@${uuid(random)}@${word(random)}-001@we@${base64Bytes(random, 32)}`,
	),
];

const google: readonly SecretForm[] = [
	bare('google-api-key', gitleaks('gcp'), (random) => `AIza${chars(random, BASE64_URL, 35)}`),
	bare(
		'google-gemini-key',
		betterleaks('gcp'),
		(random) => `AQ.Ab8RN6${chars(random, BASE64_URL, 44)}`,
	),
	bare(
		'google-oauth-access-token',
		'https://developers.google.com/identity/protocols/oauth2',
		(random) =>
			`ya29.${random.pick(['', 'a0', 'c.c0'])}${chars(random, BASE64_URL, between(random, 120, 240))}`,
	),
	bare(
		'google-oauth-refresh-token',
		'https://developers.google.com/identity/protocols/oauth2',
		(random) => `1//0${chars(random, BASE64_URL, between(random, 60, 99))}`,
	),
	bare(
		'google-oauth-client-secret',
		betterleaks('gcp'),
		(random) => `GOCSPX-${chars(random, BASE64_URL, 28)}`,
	),
	{
		name: 'google-service-account-key',
		source: 'https://cloud.google.com/iam/docs/keys-create-delete',
		make(random) {
			const project = `${word(random)}-${chars(random, DIGITS, 6)}`;
			const lines = Array.from({ length: 25 }, () => chars(random, BASE64, 64));
			const key = ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''];
			const file = {
				type: 'service_account',
				project_id: project,
				private_key_id: chars(random, HEX, 40),
				private_key: key.join('\n'),
				client_email: `${word(random)}@${project}.iam.gserviceaccount.com`,
				client_id: chars(random, DIGITS, 21),
				auth_uri: 'https://accounts.google.com/o/oauth2/auth',
				token_uri: 'https://oauth2.googleapis.com/token',
			};
			return { value: JSON.stringify(file, null, 2), secrets: lines };
		},
	},
];

const china: readonly SecretForm[] = [
	bare(
		'alibaba-access-key-id',
		gitleaks('alibaba'),
		(random) => `LTAI${chars(random, ALPHANUMERIC, 20)}`,
	),
	bare(
		'tencent-secret-id',
		'https://cloud.tencent.com/document/api/213/30654',
		(random) => `AKID${chars(random, ALPHANUMERIC, 32)}`,
	),
	bare(
		'volcengine-access-key-id',
		'https://wiki.teamssix.com/cloudservice/more/',
		(random) => `AKLT${chars(random, ALPHANUMERIC, between(random, 42, 46))}`,
	),
	bare(
		'baidu-qianfan-key',
		'https://cloud.baidu.com/doc/qianfan-api/s/3m7of64lb',
		(random) => `bce-v3/ALTAK-${chars(random, ALPHANUMERIC, 21)}/${chars(random, HEX, 40)}`,
	),
];

const hosts: readonly SecretForm[] = [
	bare(
		'cloudflare-user-token',
		CLOUDFLARE,
		(random) => `cfut_${chars(random, ALPHANUMERIC, 40)}${chars(random, HEX, 8)}`,
	),
	bare(
		'cloudflare-account-token',
		CLOUDFLARE,
		(random) => `cfat_${chars(random, ALPHANUMERIC, 40)}${chars(random, HEX, 8)}`,
	),
	bare(
		'cloudflare-global-key',
		CLOUDFLARE,
		(random) => `cfk_${chars(random, ALPHANUMERIC, 40)}${chars(random, HEX, 8)}`,
	),
	bare(
		'cloudflare-origin-ca-key',
		gitleaks('cloudflare'),
		(random) => `v1.0-${chars(random, HEX, 24)}-${chars(random, HEX, 146)}`,
	),
	bare('digitalocean-personal-token', DIGITALOCEAN, (random) => `dop_v1_${chars(random, HEX, 64)}`),
	bare('digitalocean-oauth-token', DIGITALOCEAN, (random) => `doo_v1_${chars(random, HEX, 64)}`),
	bare('digitalocean-refresh-token', DIGITALOCEAN, (random) => `dor_v1_${chars(random, HEX, 64)}`),
	bare('heroku-key', gitleaks('heroku'), (random) => `HRKU-AA${chars(random, BASE64_URL, 58)}`),
	bare('fly-token', gitleaks('flyio'), (random) => `fo1_${chars(random, BASE64_URL, 43)}`),
	// Several in one header, which are used together.
	{
		name: 'fly-macaroon',
		source: 'https://fly.io/docs/security/tokens/',
		make(random) {
			const tokens = Array.from(
				{ length: between(random, 1, 3) },
				() => `fm2_${base64Bytes(random, between(random, 120, 400))}`,
			);
			return { value: `FlyV1 ${tokens.join(',')}`, secrets: tokens };
		},
	},
	bare('render-key', betterleaks('render'), (random) => `rnd_${chars(random, ALPHANUMERIC, 28)}`),
	bare(
		'scalingo-token',
		gitleaks('scalingo'),
		(random) => `tk-us-${chars(random, BASE64_URL, 48)}`,
	),
	bare(
		'deno-deploy-token',
		betterleaks('deno'),
		(random) => `ddp_${chars(random, ALPHANUMERIC, 36)}`,
	),
	bare(
		'vercel-personal-token',
		VERCEL,
		(random) => `vcp_${chars(random, ALPHANUMERIC, between(random, 24, 56))}`,
	),
	bare(
		'vercel-app-token',
		VERCEL,
		(random) =>
			`${random.pick(['vci', 'vca', 'vcr'])}_${chars(random, ALPHANUMERIC, between(random, 24, 56))}`,
	),
	bare(
		'vercel-ai-gateway-key',
		VERCEL,
		(random) => `vck_${chars(random, ALPHANUMERIC, between(random, 24, 56))}`,
	),
	bare('yandex-iam-token', YANDEX, (random) => {
		const claims = `${chars(random, BASE64_URL, between(random, 90, 200))}${random.pick(['', '=', '=='])}`;
		return `t1.${claims}.${chars(random, BASE64_URL, 86)}==`;
	}),
	bare(
		'yandex-api-key',
		YANDEX,
		(random) => `AQVN${chars(random, BASE64_URL, between(random, 35, 38))}`,
	),
	bare('yandex-static-secret', YANDEX, (random) => `YC${chars(random, BASE64_URL, 38)}`),
];

const clusters: readonly SecretForm[] = [
	bare(
		'cast-ai-key',
		gitleaks('castai', '964e684ade126a682790d659c27cda0207562c14'),
		(random) => `castai_v1_${chars(random, HEX, 64)}_${chars(random, HEX, 8)}`,
	),
	bare(
		'openshift-user-token',
		gitleaks('openshift'),
		(random) => `sha256~${chars(random, BASE64_URL, 43)}`,
	),
	bare(
		'kubernetes-service-account-token',
		'https://kubernetes.io/docs/concepts/security/service-accounts/',
		(random) => {
			const claims = {
				aud: ['https://kubernetes.default.svc.cluster.local'],
				sub: `system:serviceaccount:${word(random)}:${word(random)}`,
			};
			return jwt(random, { algorithm: 'RS256', claims });
		},
	),
	bare('tailscale-key', 'https://tailscale.com/kb/1277/key-prefixes', (random) => {
		const kind = random.pick(['api', 'auth', 'client', 'scim', 'webhook']);
		const id = `k${chars(random, ALPHANUMERIC, between(random, 5, 11))}CNTRL`;
		return `tskey-${kind}-${id}-${chars(random, ALPHANUMERIC, between(random, 18, 33))}`;
	}),
	bare(
		'defined-networking-token',
		gitleaks('definednetworking'),
		(random) =>
			`dnkey-${chars(random, LOWER_ALPHANUMERIC + '=_-', 26)}-${chars(random, LOWER_ALPHANUMERIC + '=_-', 52)}`,
	),
];

const VAULT = 'https://developer.hashicorp.com/vault/docs/concepts/tokens';

const vaults: readonly SecretForm[] = [
	// Root tokens are short.
	bare('vault-service-token', VAULT, (random) =>
		random.chance(0.3)
			? `hvs.${chars(random, ALPHANUMERIC, 24)}`
			: `hvs.${chars(random, BASE64_URL, between(random, 90, 120))}`,
	),
	bare(
		'vault-batch-token',
		VAULT,
		(random) => `hvb.${chars(random, BASE64_URL, between(random, 138, 300))}`,
	),
	bare(
		'vault-recovery-token',
		secretlint('hashicorp-vault'),
		(random) => `hvr.${chars(random, BASE64_URL, between(random, 90, 120))}`,
	),
	bare(
		'vault-service-token-before-1-10',
		gitleaks('hashicorp_vault'),
		(random) => `s.${chars(random, ALPHANUMERIC, 24)}`,
	),
	bare('onepassword-service-account-token', gitleaks('1password'), (random) => {
		const account = {
			signInAddress: 'my.1password.com',
			userAuth: { method: 'SRPg-4096', alg: 'PBES2g-HS256', iterations: 650_000 },
			email: `${chars(random, LOWER_ALPHANUMERIC, 13)}@1passwordserviceaccounts.com`,
			srpX: chars(random, HEX, 64),
			secretKey: `A3-${chars(random, BASE32, 6)}-${chars(random, BASE32, 26)}`,
		};
		return `ops_${base64(JSON.stringify(account))}`;
	}),
	bare('onepassword-secret-key', gitleaks('1password'), (random) => {
		const part = (length: number) => chars(random, ALPHANUMERIC, length).toUpperCase();
		const middle = random.chance(0.5) ? part(11) : `${part(6)}-${part(5)}`;
		return `A3-${part(6)}-${middle}-${part(5)}-${part(5)}-${part(5)}`;
	}),
	bare(
		'doppler-personal-token',
		'https://docs.doppler.com/reference/auth-token-formats',
		(random) => `dp.pt.${chars(random, ALPHANUMERIC, between(random, 40, 44))}`,
	),
	bare(
		'doppler-service-token',
		'https://docs.doppler.com/reference/auth-token-formats',
		(random) =>
			`dp.st.${random.pick(['dev', 'stg', 'prd', 'prd_eu'])}.${chars(random, ALPHANUMERIC, between(random, 40, 44))}`,
	),
	bare(
		'doppler-machine-token',
		'https://docs.doppler.com/reference/auth-token-formats',
		(random) =>
			`dp.${random.pick(['ct', 'sa', 'scim', 'audit'])}.${chars(random, ALPHANUMERIC, between(random, 40, 44))}`,
	),
	bare(
		'bitwarden-secrets-manager-token',
		'https://bitwarden.com/help/access-tokens/',
		(random) => `0.${uuid(random)}.${chars(random, ALPHANUMERIC, 30)}:${base64Bytes(random, 16)}`,
	),
	// Bech32, in capitals.
	bare(
		'age-secret-key',
		'https://github.com/C2SP/C2SP/blob/main/age.md',
		(random) => `AGE-SECRET-KEY-1${chars(random, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`,
	),
	bare('authress-key', gitleaks('authress'), (random) => {
		const client = `${random.pick(['sc', 'ext', 'scauth', 'authress'])}_${chars(random, LOWER_ALPHANUMERIC, between(random, 8, 24))}`;
		const account = `acc${random.pick(['_', '-'])}${chars(random, LOWER_ALPHANUMERIC, between(random, 10, 20))}`;
		const key = chars(random, BASE64_URL, between(random, 40, 100));
		return `${client}.${chars(random, LOWER, 4)}.${account}.${key}`;
	}),
];

export const CLOUD_FORMS: readonly SecretForm[] = [
	...amazon,
	...azure,
	...google,
	...china,
	...hosts,
	...clusters,
	...vaults,
];
