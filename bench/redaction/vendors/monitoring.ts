import { ALPHANUMERIC, BASE64, BASE64_URL, chars, DIGITS, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	BASE32,
	bare,
	base64,
	between,
	betterleaks,
	gitleaks,
	LOWER_ALPHANUMERIC,
	UPPER_ALPHANUMERIC,
	uuid,
	word,
} from './shape.ts';

const GRAFANA = gitleaks('grafana');
const NEW_RELIC = 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/';

/** Keys of services that watch programs and count their users. */
export const MONITORING_FORMS: readonly SecretForm[] = [
	// JSON in base64, which begins with its key `k`.
	bare('grafana-key-old', GRAFANA, (random) =>
		base64(
			JSON.stringify({
				k: chars(random, ALPHANUMERIC, 32),
				n: word(random),
				id: between(random, 1, 999),
			}),
		),
	),
	bare('grafana-cloud-token', GRAFANA, (random) => {
		const claims = {
			o: chars(random, DIGITS, 6),
			n: `${word(random)}-${word(random)}`,
			k: chars(random, ALPHANUMERIC, 24),
			m: { r: random.pick(['eu', 'us', 'prod-eu-west-2']) },
		};
		return `glc_${base64(JSON.stringify(claims))}`;
	}),
	bare(
		'grafana-service-account-token',
		GRAFANA,
		(random) => `glsa_${chars(random, ALPHANUMERIC, 32)}_${chars(random, HEX, 8)}`,
	),
	bare('sentry-organization-token', gitleaks('sentry'), (random) => {
		const claims = {
			iat: 1_700_000_000 + random.below(90_000_000) + 0.5,
			url: 'https://sentry.io',
			region_url: `https://${random.pick(['us', 'de'])}.sentry.io`,
			org: word(random),
		};
		return `sntrys_${base64(JSON.stringify(claims))}_${chars(random, BASE64, 43)}`;
	}),
	bare('sentry-user-token', gitleaks('sentry'), (random) => `sntryu_${chars(random, HEX, 64)}`),
	bare(
		'new-relic-user-key',
		NEW_RELIC,
		(random) => `NRAK-${chars(random, UPPER_ALPHANUMERIC, 27)}`,
	),
	bare('new-relic-browser-key', gitleaks('newrelic'), (random) => `NRJS-${chars(random, HEX, 19)}`),
	bare(
		'new-relic-insert-key',
		gitleaks('newrelic'),
		(random) => `NRII-${chars(random, ALPHANUMERIC + '-_', 32)}`,
	),
	bare(
		'dynatrace-token',
		'https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication',
		(random) =>
			`${random.pick(['dt0c01', 'dt0s01', 'dt0s16'])}.${chars(random, BASE32, 24)}.${chars(random, BASE32, 64)}`,
	),
	bare(
		'honeycomb-ingest-key',
		'https://docs.honeycomb.io/api/authentication',
		(random) => `hc${random.pick(['a', 'b', 'x'])}ik_01${chars(random, LOWER_ALPHANUMERIC, 56)}`,
	),
	bare(
		'axiom-token',
		'https://axiom.co/docs/reference/tokens',
		(random) => `${random.pick(['xaat', 'xapt'])}-${uuid(random)}`,
	),
	bare(
		'posthog-personal-key',
		betterleaks('posthog'),
		(random) => `phx_${chars(random, ALPHANUMERIC, random.pick([43, 47]))}`,
	),
	bare('beamer-key', gitleaks('beamer'), (random) => `b_${chars(random, BASE64_URL, 43)}=`),
];
