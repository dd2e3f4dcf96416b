/** Keys of payment, shops and shipping. */
import type { SecretRule } from '../shapes.ts';

export const PAYMENT_RULES: readonly SecretRule[] = [
	{
		name: 'stripe-key',
		starts: [
			...[
				'sk_live_',
				'sk_test_',
				'sk_prod_',
				'rk_live_',
				'rk_test_',
				'rk_prod_',
				'sk_org_',
				'whsec_',
			],
			...['sk_sbox_'],
		],
		rest: /(?=[A-Za-z_]{0,60}[0-9+/=])[A-Za-z0-9+/=_]{16,}/,
		source: 'https://docs.stripe.com/keys',
		secrets: ['sk_live_‹A24›', 'rk_test_‹A99›', 'whsec_‹A32›'],
		harmless: ['sk_live_', 'whsec_name', 'pk_live_‹A24›'],
	},
	{
		name: 'square-token',
		starts: ['EAAA', 'sq0atp-', 'sq0csp-'],
		rest: /[A-Za-z0-9_-]{22,60}(?![A-Za-z0-9_+/-])/,
		source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
		secrets: ['EAAA‹A60›', 'EAAAE‹L55›', 'sq0atp-‹A22›', 'sq0csp-‹A43›'],
		harmless: ['EAAA', 'EAAA‹A70›'],
	},
	{
		name: 'payment-key',
		starts: [
			...[
				'FLWSECK_TEST-',
				'FLWSECK-',
				'access-sandbox-',
				'access-production-',
				'access-development-',
			],
			...['access_token$production$', 'access_token$sandbox$', 'EZAK', 'EZTK', 'duffel_live_'],
			...['duffel_test_', 'shippo_live_', 'shippo_test_', 'polar_oat_', 'polar_pat_', 'polar_whs_'],
			...[
				'polar_at_',
				'pdl_live_',
				'pdl_sdbx_',
				'rzp_live_',
				'rzp_test_',
				'live_',
				'test_',
				'pk_live_sk_',
			],
			...['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shptka_', 'sm_aat_', 'sm_pat_', 'sm_sat_'],
		],
		rest: /(?=[A-Za-z_$=-]{0,60}[0-9])[A-Za-z0-9_$=-]{12,}/,
		source: 'https://shopify.dev/docs/apps/build/authentication-authorization',
		accept: isLongEnough,
		secrets: [
			...[
				'shpat_‹H32›',
				'FLWSECK_TEST-‹H32›-X',
				'FLWSECK_TEST-‹H12›',
				'EZAK‹A54›',
				'polar_oat_‹A43›',
			],
			...[
				'access-sandbox-‹H8›-‹H4›-‹H4›-‹H4›-‹H12›',
				'duffel_test_‹A43›',
				'live_‹H35›',
				'sm_pat_‹A16›',
			],
		],
		harmless: ['shpat_x', 'test_case_2026_11_23', 'live_view', 'access-sandbox-one'],
	},
	{
		name: 'payment-key',
		starts: ['AQE'],
		rest: /[A-Za-z0-9+/=._-]{60,}/,
		// Encoded certificates have these letters, too.
		accept: (secret) => /[-._]/.test(secret),
		source: 'https://docs.adyen.com/development-resources/api-credentials/',
		secrets: ['AQEyhmfx‹A60›==-‹A40›=-‹A16›'],
		harmless: ['AQE', 'AQE‹A10›'],
	},
];

/** `live_` and `test_` also begin ordinary names. */
function isLongEnough(secret: string): boolean {
	return (
		!/^(?:live|test)_/.test(secret) ||
		/^(?:live|test)_(?:pub_)?[A-Za-z0-9]{30,}$|^live_[\w=-]{40}$/.test(secret)
	);
}
