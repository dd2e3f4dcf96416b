import { ALPHANUMERIC, BASE64, BASE64_URL, chars, DIGITS, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import { bare, base64, between, betterleaks, gitleaks, uuid, within, word } from './shape.ts';

const PLANETSCALE = gitleaks('planetscale');

/** Keys of databases and of services for data and files. */
export const DATA_FORMS: readonly SecretForm[] = [
	bare(
		'databricks-token',
		gitleaks('databricks'),
		(random) => `dapi${chars(random, HEX, 32)}${random.pick(['', '-2', '-3'])}`,
	),
	bare(
		'planetscale-token',
		PLANETSCALE,
		(random) => `pscale_tkn_${chars(random, BASE64_URL, between(random, 32, 64))}`,
	),
	bare(
		'planetscale-oauth-token',
		PLANETSCALE,
		(random) => `pscale_oauth_${chars(random, BASE64_URL, between(random, 32, 64))}`,
	),
	bare(
		'planetscale-password',
		PLANETSCALE,
		(random) => `pscale_pw_${chars(random, BASE64_URL, between(random, 32, 64))}`,
	),
	bare('neon-key', betterleaks('neon'), (random) => `napi_${chars(random, ALPHANUMERIC, 64)}`),
	within('neon-connection-address', betterleaks('neon'), {
		secret: (random) => `npg_${chars(random, ALPHANUMERIC, 12)}`,
		text: (secret, random) =>
			`postgresql://neondb_owner:${secret}@ep-${word(random)}-${chars(random, HEX, 8)}-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require`,
	}),
	bare(
		'supabase-personal-token',
		gitleaks('supabase', '90039844123c1cd7831d55edf468633415730f17'),
		(random) => `sbp_${chars(random, HEX, 40)}`,
	),
	bare(
		'supabase-secret-key',
		'https://supabase.com/docs/guides/api/api-keys',
		(random) => `sb_secret_${chars(random, BASE64_URL, 22)}_${chars(random, BASE64_URL, 8)}`,
	),
	bare(
		'clickhouse-cloud-key',
		gitleaks('clickhouse'),
		(random) => `4b1d${chars(random, ALPHANUMERIC, 38)}`,
	),
	bare(
		'confluent-cloud-secret',
		'https://docs.confluent.io/cloud/current/access-management/authenticate/api-keys/index.html',
		(random) => `cflt${chars(random, BASE64, 60)}`,
	),
	bare(
		'mongodb-atlas-service-account-secret',
		betterleaks('mongodb'),
		(random) => `mdb_sa_sk_${chars(random, BASE64_URL, 40)}`,
	),
	bare(
		'elastic-cloud-key',
		betterleaks('elastic'),
		(random) =>
			`essu_${base64(`${chars(random, BASE64_URL, 20)}:${chars(random, BASE64_URL, 22)}${chars(random, ALPHANUMERIC, 20)}`)}`,
	),
	bare('prefect-key', gitleaks('prefect'), (random) => `pnu_${chars(random, ALPHANUMERIC, 36)}`),
	bare('convex-deploy-key', 'https://docs.convex.dev/cli/deploy-key-types', (random) => {
		const deployment = `${word(random)}-${word(random)}-${chars(random, DIGITS, 3)}`;
		const key = JSON.stringify({ v2: chars(random, HEX, 60) });
		return `${random.pick(['prod', 'dev', 'preview'])}:${deployment}|${base64(key)}`;
	}),
	within('cloudinary-address', 'https://cloudinary.com/documentation/node_integration', {
		secret: (random) => chars(random, BASE64_URL, 27),
		text: (secret, random) =>
			`CLOUDINARY_URL=cloudinary://${chars(random, DIGITS, 15)}:${secret}@${word(random)}`,
	}),
	bare(
		'ably-key',
		'https://ably.com/docs/auth/basic',
		(random) =>
			`${chars(random, BASE64_URL, 6)}.${chars(random, BASE64_URL, 6)}:${chars(random, BASE64_URL, 43)}`,
	),
	bare(
		'launchdarkly-key',
		'https://launchdarkly.com/docs/home/account/api',
		(random) => `${random.pick(['api', 'sdk'])}-${uuid(random)}`,
	),
	bare(
		'ubidots-token',
		'https://help.ubidots.com/en/articles/590078-find-your-token-from-your-ubidots-account',
		(random) => `${random.pick(['BBUS', 'BBFF'])}-${chars(random, ALPHANUMERIC, 30)}`,
	),
];
