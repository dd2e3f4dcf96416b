import { ALPHANUMERIC, BASE64, BASE64_URL, chars, DIGITS, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	base64,
	base64Bytes,
	between,
	betterleaks,
	gitleaks,
	LOWER_ALPHANUMERIC,
	uuid,
	within,
	word,
} from './shape.ts';

/**
 * Keys without a shape of their own, where the rule sets go by the vendor's name beside them. Each is written as
 * the vendor's documentation shows it.
 */
export const NAMED_FORMS: readonly SecretForm[] = [
	within('adafruit-named', gitleaks('adafruit'), {
		secret: (random) => chars(random, LOWER_ALPHANUMERIC, 32),
		text: (secret, random) =>
			`ADAFRUIT_IO_USERNAME = "${word(random)}"\nADAFRUIT_IO_KEY = "${secret}"`,
	}),
	within('algolia-named', gitleaks('algolia'), {
		secret: (random) => chars(random, HEX, 32),
		text: (secret, random) =>
			`const client = algoliasearch('${chars(random, ALPHANUMERIC, 10).toUpperCase()}', '${secret}');`,
	}),
	within('alibaba-secret-named', gitleaks('alibaba'), {
		secret: (random) => chars(random, ALPHANUMERIC, 30),
		text: (secret) => `export ALIBABA_CLOUD_ACCESS_KEY_SECRET=${secret}`,
	}),
	within(
		'aws-secret-named',
		'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
		{
			secret: (random) => chars(random, BASE64, 40),
			text: (secret) => `[default]\nregion = eu-central-1\naws_secret_access_key = ${secret}`,
		},
	),
	within(
		'aws-session-token-named',
		'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html',
		{
			secret: (random) => base64Bytes(random, between(random, 300, 500)),
			text: (secret) => `export AWS_SESSION_TOKEN=${secret}`,
		},
	),
	within('bitbucket-secret-named', gitleaks('bitbucket'), {
		secret: (random) => chars(random, BASE64_URL, 64),
		text: (secret, random) =>
			`bitbucket:\n  client_id: ${word(random)}\n  client_secret: ${secret}`,
	}),
	within('cloudflare-token-named', gitleaks('cloudflare'), {
		secret: (random) => chars(random, BASE64_URL, 40),
		text: (secret) => `CLOUDFLARE_API_TOKEN=${secret} npx wrangler deploy`,
	}),
	within('codecov-named', gitleaks('codecov'), {
		secret: uuid,
		text: (secret) => `codecov:\n  token: "${secret}"`,
	}),
	within('cohere-named', gitleaks('cohere'), {
		secret: (random) => chars(random, ALPHANUMERIC, 40),
		text: (secret) => `co = cohere.ClientV2(api_key="${secret}")`,
	}),
	within('coinbase-named', gitleaks('coinbase'), {
		secret: (random) => chars(random, BASE64_URL, 64),
		text: (secret) => `{ "coinbase_access_token": "${secret}" }`,
	}),
	within('datadog-named', 'https://docs.datadoghq.com/agent/', {
		secret: (random) => chars(random, HEX, 32),
		text: (secret) => `DD_API_KEY=${secret} DD_SITE="datadoghq.eu" ./install_script_agent7.sh`,
	}),
	within('datadog-application-key-named', 'https://docs.datadoghq.com/api/latest/authentication/', {
		secret: (random) => chars(random, HEX, 40),
		text: (secret) =>
			`curl "https://api.datadoghq.com/api/v2/users" -H "DD-APPLICATION-KEY: ${secret}"`,
	}),
	within('discord-secret-named', gitleaks('discord'), {
		secret: (random) => chars(random, BASE64_URL, 32),
		text: (secret, random) =>
			`DISCORD_CLIENT_ID=${chars(random, DIGITS, 18)}\nDISCORD_CLIENT_SECRET=${secret}`,
	}),
	within('drone-named', gitleaks('droneci'), {
		secret: (random) => chars(random, ALPHANUMERIC, 32),
		text: (secret, random) =>
			`export DRONE_SERVER=https://drone.${word(random)}.example.com\nexport DRONE_TOKEN=${secret}`,
	}),
	within('etsy-named', gitleaks('etsy'), {
		secret: (random) => chars(random, LOWER_ALPHANUMERIC, 24),
		text: (secret) =>
			`curl https://openapi.etsy.com/v3/application/openapi-ping --header 'x-api-key: ${secret}'`,
	}),
	within('fastly-named', gitleaks('fastly'), {
		secret: (random) => chars(random, BASE64_URL, 32),
		text: (secret) => `curl -H "Fastly-Key: ${secret}" https://api.fastly.com/current_customer`,
	}),
	within('finnhub-named', gitleaks('finnhub'), {
		secret: (random) => chars(random, LOWER_ALPHANUMERIC, 20),
		text: (secret) => `https://finnhub.io/api/v1/quote?symbol=AAPL&token=${secret}`,
	}),
	within('freemius-named', gitleaks('freemius'), {
		secret: (random) => `sk_${chars(random, ALPHANUMERIC + '!#%*+,-.:;<=>?@^_{|}~', 29)}`,
		text: (secret) => `$config = array('slug' => 'my-plugin', 'secret_key' => '${secret}');`,
	}),
	within('heroku-named', 'https://devcenter.heroku.com/articles/authentication', {
		secret: uuid,
		text: (secret, random) =>
			`machine api.heroku.com\n  login ${word(random)}@example.com\n  password ${secret}`,
	}),
	// Base64 of a text that begins with `tok:`.
	within('intercom-named', gitleaks('intercom'), {
		secret: (random) => base64(`tok:${uuid(random).replaceAll('-', '_')}:1:0`),
		text: (secret) => `curl https://api.intercom.io/me -H 'Authorization: Bearer ${secret}'`,
	}),
	within('kraken-named', gitleaks('kraken'), {
		secret: (random) => base64Bytes(random, 64),
		text: (secret) => `KRAKEN_API_SECRET=${secret}`,
	}),
	within('linkedin-secret-named', gitleaks('linkedin'), {
		secret: (random) => chars(random, ALPHANUMERIC, 16),
		text: (secret, random) =>
			`curl https://www.linkedin.com/oauth/v2/accessToken -d 'grant_type=client_credentials&client_id=${chars(random, LOWER_ALPHANUMERIC, 14)}&client_secret=${secret}'`,
	}),
	within('lob-named', gitleaks('lob'), {
		secret: (random) => `${random.pick(['live', 'test'])}_${chars(random, HEX, 35)}`,
		text: (secret) => `curl https://api.lob.com/v1/addresses -u ${secret}:`,
	}),
	within('looker-named', gitleaks('looker', '6698291dffefeed95b07ae21ff31ffcd48131593'), {
		secret: (random) => chars(random, ALPHANUMERIC, 24),
		text: (secret, random) =>
			`[Looker]\nbase_url=https://${word(random)}.looker.com\nclient_id=${chars(random, ALPHANUMERIC, 20)}\nclient_secret=${secret}`,
	}),
	within('mattermost-named', gitleaks('mattermost'), {
		secret: (random) => chars(random, LOWER_ALPHANUMERIC, 26),
		text: (secret, random) =>
			`mattermost:\n  url: https://chat.${word(random)}.example.com\n  token: ${secret}`,
	}),
	within('meraki-named', 'https://developer.cisco.com/meraki/api-v1/authorization/', {
		secret: (random) => chars(random, HEX, 40),
		text: (secret) =>
			`curl https://api.meraki.com/api/v1/organizations -H 'X-Cisco-Meraki-API-Key: ${secret}'`,
	}),
	within('okta-named', gitleaks('okta'), {
		secret: (random) => `00${chars(random, BASE64_URL, 40)}`,
		text: (secret, random) =>
			`curl -H "Authorization: SSWS ${secret}" https://${word(random)}.okta.com/api/v1/users`,
	}),
	{
		name: 'plaid-secret-named',
		source: gitleaks('plaid'),
		make(random) {
			const secret = chars(random, LOWER_ALPHANUMERIC, 30);
			return {
				value: { plaid: { client_id: chars(random, HEX, 24), secret } },
				secrets: [secret],
			};
		},
	},
	within('rapidapi-named', gitleaks('rapidapi'), {
		secret: (random) => chars(random, LOWER_ALPHANUMERIC, 50),
		text: (secret, random) =>
			`headers: { 'X-RapidAPI-Key': '${secret}', 'X-RapidAPI-Host': '${word(random)}.p.rapidapi.com' }`,
	}),
	within('razorpay-named', gitleaks('razorpay', '77be2da51f59c68179dc47dd3938b328d16732eb'), {
		secret: (random) => chars(random, ALPHANUMERIC, 24),
		text: (secret, random) =>
			`curl -u rzp_${random.pick(['live', 'test'])}_${chars(random, ALPHANUMERIC, 14)}:${secret} https://api.razorpay.com/v1/orders`,
	}),
	within('sentry-token-old-named', 'https://docs.sentry.io/cli/configuration/', {
		secret: (random) => chars(random, HEX, 64),
		text: (secret) => `[auth]\ntoken=${secret}\n\n[defaults]\nurl=https://sentry.io/`,
	}),
	within('snyk-named', gitleaks('snyk'), {
		secret: uuid,
		text: (secret, random) =>
			random.pick([`SNYK_TOKEN=${secret}`, `snyk auth ${secret}`, `snyk config set api=${secret}`]),
	}),
	within('twitter-bearer-named', gitleaks('twitter'), {
		secret: (random) =>
			`${'A'.repeat(22)}${chars(random, ALPHANUMERIC, 40)}%3D${chars(random, ALPHANUMERIC, 50)}`,
		text: (secret) =>
			`curl "https://api.twitter.com/2/tweets/20" -H "Authorization: Bearer ${secret}"`,
	}),
	within('upstash-named', betterleaks('upstash'), {
		secret: (random) => `AYNgAS${base64Bytes(random, between(random, 21, 48))}`,
		text: (secret, random) =>
			`UPSTASH_REDIS_REST_URL=https://${word(random)}-${word(random)}-${chars(random, DIGITS, 5)}.upstash.io\nUPSTASH_REDIS_REST_TOKEN="${secret}"`,
	}),
	within('zendesk-named', gitleaks('zendesk'), {
		secret: (random) => chars(random, ALPHANUMERIC, 40),
		text: (secret, random) =>
			`curl https://${word(random)}.zendesk.com/api/v2/users.json -u ${word(random)}@example.com/token:${secret}`,
	}),
];
