import { ALPHANUMERIC, BASE64_URL, chars, DIGITS, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	bare,
	base64Url,
	between,
	betterleaks,
	gitleaks,
	LOWER_ALPHANUMERIC,
	secretlint,
	UPPER_ALPHANUMERIC,
	UPPER_HEX,
	word,
} from './shape.ts';

/** Tokens of tools for planning, design, documents and content. */
export const OFFICE_TOOL_FORMS: readonly SecretForm[] = [
	bare(
		'notion-token',
		gitleaks('notion'),
		(random) => `ntn_${chars(random, DIGITS, 11)}${chars(random, ALPHANUMERIC, 35)}`,
	),
	bare(
		'notion-token-old',
		'https://developers.notion.com/page/changelog',
		(random) => `secret_${chars(random, ALPHANUMERIC, 43)}`,
	),
	bare('linear-key', gitleaks('linear'), (random) => `lin_api_${chars(random, ALPHANUMERIC, 40)}`),
	bare(
		'asana-personal-token',
		'https://developers.asana.com/docs/personal-access-token',
		(random) => {
			const user = chars(random, DIGITS, 16);
			return random.chance(0.5)
				? `2/${user}/${chars(random, DIGITS, 16)}:${chars(random, HEX, 32)}`
				: `1/${user}:${chars(random, HEX, 32)}`;
		},
	),
	bare(
		'airtable-personal-token',
		gitleaks('airtable', '1b2977a5fb91ee2b00bc0618551648b79bd18a88'),
		(random) => `pat${chars(random, ALPHANUMERIC, 14)}.${chars(random, HEX, 64)}`,
	),
	bare(
		'figma-token',
		secretlint('figma'),
		(random) => `figd_${chars(random, BASE64_URL, random.pick([40, 43, 60]))}`,
	),
	bare(
		'clickup-token',
		betterleaks('clickup'),
		(random) =>
			`pk_${chars(random, DIGITS, between(random, 7, 9))}_${chars(random, UPPER_ALPHANUMERIC, 32)}`,
	),
	bare(
		'trello-token',
		'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
		(random) => `ATTA${chars(random, HEX, 64)}${chars(random, UPPER_HEX, 8)}`,
	),
	bare(
		'dropbox-short-lived-token',
		gitleaks('dropbox'),
		(random) =>
			`sl.${random.pick(['', 'u.'])}${chars(random, BASE64_URL, random.pick([133, 135, 900]))}`,
	),
	bare(
		'contentful-management-token',
		'https://www.contentful.com/developers/docs/references/authentication/',
		(random) => `CFPAT-${chars(random, BASE64_URL, 43)}`,
	),
	bare(
		'readme-key',
		gitleaks('readme'),
		(random) => `rdme_${chars(random, LOWER_ALPHANUMERIC, 70)}`,
	),
	bare(
		'postman-key',
		gitleaks('postman'),
		(random) => `PMAK-${chars(random, HEX, 24)}-${chars(random, HEX, 34)}`,
	),
	bare(
		'typeform-token',
		gitleaks('typeform'),
		(random) => `tfp_${chars(random, BASE64_URL, 44)}_${chars(random, ALPHANUMERIC, 14)}`,
	),
	bare('frame-io-token', gitleaks('frameio'), (random) => `fio-u-${chars(random, BASE64_URL, 64)}`),
	bare(
		'adobe-client-secret',
		gitleaks('adobe'),
		(random) => `p8e-${chars(random, BASE64_URL, 32)}`,
	),
	bare(
		'intra42-client-secret',
		gitleaks('intra42'),
		(random) => `s-s4t2${random.pick(['ud', 'af'])}-${chars(random, HEX, 64)}`,
	),
	bare(
		'maxmind-license-key',
		gitleaks('maxmind'),
		(random) => `${chars(random, ALPHANUMERIC, 6)}_${chars(random, ALPHANUMERIC, 29)}_mmk`,
	),
	bare(
		'mapbox-secret-token',
		'https://docs.mapbox.com/help/dive-deeper/access-tokens',
		(random) => {
			const claims = { u: word(random), a: `c${chars(random, LOWER_ALPHANUMERIC, 24)}` };
			return `sk.${base64Url(JSON.stringify(claims))}.${chars(random, BASE64_URL, 22)}`;
		},
	),
	bare(
		'chief-tools-token',
		gitleaks('chieftools', 'a605611d95c5a4af8ee1fbbcee6612a8148ea4ba'),
		(random) =>
			`${random.pick(['ctp', 'cto', 'ctr'])}_${chars(random, ALPHANUMERIC, between(random, 30, 60))}`,
	),
];
