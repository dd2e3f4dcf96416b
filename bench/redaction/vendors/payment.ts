import { ALPHANUMERIC, BASE64_URL, chars, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	bare,
	between,
	betterleaks,
	gitleaks,
	LOWER_ALPHANUMERIC,
	UPPER_HEX,
	uuid,
} from './shape.ts';

const STRIPE = 'https://docs.stripe.com/keys';
const SHOPIFY = gitleaks('shopify');

/** Keys of payment, shop and delivery services. */
export const PAYMENT_FORMS: readonly SecretForm[] = [
	bare(
		'stripe-secret-key',
		STRIPE,
		(random) =>
			`sk_${random.pick(['live', 'test'])}_${chars(random, ALPHANUMERIC, random.pick([24, 99]))}`,
	),
	bare(
		'stripe-restricted-key',
		STRIPE,
		(random) =>
			`rk_${random.pick(['live', 'test'])}_${chars(random, ALPHANUMERIC, random.pick([24, 99]))}`,
	),
	bare(
		'stripe-webhook-secret',
		'https://docs.stripe.com/webhooks',
		(random) => `whsec_${chars(random, ALPHANUMERIC, random.pick([32, 64]))}`,
	),
	bare(
		'square-access-token',
		gitleaks('square'),
		(random) => `EAAA${chars(random, BASE64_URL, 60)}`,
	),
	bare(
		'square-access-token-old',
		gitleaks('square'),
		(random) => `sq0atp-${chars(random, BASE64_URL, 22)}`,
	),
	bare(
		'square-oauth-secret',
		'https://developer.squareup.com/docs/oauth-api/overview',
		(random) => `sq0csp-${chars(random, BASE64_URL, 43)}`,
	),
	bare(
		'braintree-access-token',
		gitleaks('braintree', '4bf5a8fff4cb8e82fc0835006382cd5bfdca45e8'),
		(random) =>
			`access_token$${random.pick(['production', 'sandbox'])}$${chars(random, LOWER_ALPHANUMERIC, 16)}$${chars(random, HEX, 32)}`,
	),
	bare(
		'adyen-api-key',
		gitleaks('adyen', '6894f11b2e096b9c08e91ec3aa55c1f9ba31fdd7'),
		(random) =>
			`AQE${chars(random, LOWER_ALPHANUMERIC, between(random, 5, 8))}.${chars(random, BASE64_URL + '=', between(random, 50, 80))}`,
	),
	bare(
		'flutterwave-secret-key',
		gitleaks('flutterwave'),
		(random) => `FLWSECK_TEST-${chars(random, HEX, 32)}-X`,
	),
	bare(
		'flutterwave-encryption-key',
		gitleaks('flutterwave'),
		(random) => `FLWSECK_TEST-${chars(random, HEX, 12)}`,
	),
	bare(
		'paystack-secret-key',
		'https://paystack.com/docs/api/authentication/',
		(random) => `sk_${random.pick(['live', 'test'])}_${chars(random, HEX, 40)}`,
	),
	bare(
		'plaid-access-token',
		gitleaks('plaid'),
		(random) => `access-${random.pick(['sandbox', 'development', 'production'])}-${uuid(random)}`,
	),
	bare(
		'polar-token',
		betterleaks('polar'),
		(random) =>
			`polar_${random.pick(['oat', 'pat', 'at'])}_${chars(random, ALPHANUMERIC, random.pick([40, 43]))}`,
	),
	bare('shopify-access-token', SHOPIFY, (random) => `shpat_${chars(random, HEX, 32)}`),
	bare('shopify-custom-app-token', SHOPIFY, (random) => `shpca_${chars(random, HEX, 32)}`),
	bare('shopify-private-app-token', SHOPIFY, (random) => `shppa_${chars(random, UPPER_HEX, 32)}`),
	bare('shopify-shared-secret', SHOPIFY, (random) => `shpss_${chars(random, HEX, 32)}`),
	bare('easypost-key', gitleaks('easypost'), (random) => `EZAK${chars(random, ALPHANUMERIC, 54)}`),
	bare(
		'easypost-test-key',
		gitleaks('easypost'),
		(random) => `EZTK${chars(random, ALPHANUMERIC, 54)}`,
	),
	bare(
		'duffel-token',
		gitleaks('duffel'),
		(random) => `duffel_${random.pick(['test', 'live'])}_${chars(random, BASE64_URL, 43)}`,
	),
	bare(
		'shippo-token',
		gitleaks('shippo'),
		(random) => `shippo_${random.pick(['live', 'test'])}_${chars(random, HEX, 40)}`,
	),
	bare(
		'settlemint-token',
		gitleaks('settlemint'),
		(random) => `sm_${random.pick(['aat', 'pat', 'sat'])}_${chars(random, ALPHANUMERIC, 16)}`,
	),
];
