import type { Random } from '../../day/random.ts';
import { ALPHANUMERIC, BASE64_URL, chars, DIGITS, HEX, LOWER, UPPER } from '../chars.ts';
import type { SecretForm } from '../form.ts';

export const LOWER_ALPHANUMERIC = LOWER + DIGITS;
export const UPPER_ALPHANUMERIC = UPPER + DIGITS;
export const UPPER_HEX = HEX.toUpperCase();
/** The alphabet of RFC 4648's base32. */
export const BASE32 = UPPER + '234567';
/** Base64 digits and letters without those that are easily confused. */
export const BASE58 = ALPHANUMERIC.replace(/[0OIl]/g, '');

type Make = (random: Random) => string;

/** A form whose example is the token alone. */
export function bare(name: string, source: string, token: Make): SecretForm {
	return {
		name,
		source,
		make(random) {
			const secret = token(random);
			return { value: secret, secrets: [secret] };
		},
	};
}

interface Surrounded {
	secret: Make;
	/** The text around the secret, as the vendor's documentation shows it. */
	text: (secret: string, random: Random) => string;
}

/** A form whose secret has no shape of its own, or is one part of a longer text such as an address. */
export function within(name: string, source: string, { secret, text }: Surrounded): SecretForm {
	return {
		name,
		source,
		make(random) {
			const key = secret(random);
			return { value: text(key, random), secrets: [key] };
		},
	};
}

/**
 * The public rule sets that shapes are taken from, where the vendor documents none. With a commit, where the rule is
 * a proposal that may not be in the released set.
 */
export function gitleaks(rule: string, commit = 'master'): string {
	return `https://github.com/gitleaks/gitleaks/blob/${commit}/cmd/generate/config/rules/${rule}.go`;
}

export function betterleaks(rule: string): string {
	return `https://github.com/betterleaks/betterleaks/blob/HEAD/cmd/generate/config/rules/${rule}.go`;
}

export function secretlint(rule: string): string {
	return `https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-${rule}`;
}

/** An integer from `least` to `most`, including both. */
export function between(random: Random, least: number, most: number): number {
	return least + random.below(most - least + 1);
}

export function uuid(random: Random): string {
	return [8, 4, 4, 4, 12].map((length) => chars(random, HEX, length)).join('-');
}

/** A word as in the names of hosts and users. */
export function word(random: Random): string {
	return chars(random, LOWER, between(random, 5, 9));
}

export function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

export function base64Url(text: string): string {
	return Buffer.from(text).toString('base64url');
}

/** Base64 of random bytes, with the `=` at its end that their number asks for. */
export function base64Bytes(random: Random, length: number): string {
	return Buffer.from(Array.from({ length }, () => random.below(256))).toString('base64');
}

/** A signed JSON Web Token (RFC 7519). */
export function jwt(random: Random, { algorithm = 'HS256', claims = {} } = {}): string {
	const header = base64Url(JSON.stringify({ alg: algorithm, typ: 'JWT' }));
	const payload = base64Url(
		JSON.stringify({
			sub: chars(random, DIGITS, 10),
			iat: 1_700_000_000 + random.below(90_000_000),
			...claims,
		}),
	);
	const signatureLength = algorithm === 'RS256' ? 342 : 43;
	return [header, payload, chars(random, BASE64_URL, signatureLength)].join('.');
}
