/**
 * Shapes by which a secret can be told from any other text (docs/format.md §9). Data only: what is done with
 * it stands in `redactor.ts`.
 *
 * `rest` is matched right behind one of `starts`; what both matched is the secret, or the group `secret`
 * alone. A start counts only where no word goes on into it. No `rest` may go back over what it has read:
 * hostile text must cost no more than its length.
 *
 * In the samples, `‹A36›` stands for 36 letters and digits, `‹H32›` for hex digits, `‹D9›` for digits and
 * `‹U16›` for capitals and digits, so that no scanner takes them for real.
 */
export interface SecretRule {
	/** Stands in the mark that replaces the secret. */
	name: string;
	starts: readonly string[];
	rest: RegExp;
	/** The starts are taken in capitals or small letters alike. */
	anyCase?: true;
	/** The starts count inside a word too. */
	insideWord?: true;
	/** Where the shape is described. */
	source: string;
	secrets: readonly string[];
	harmless: readonly string[];
}

export const SECRET_RULES: readonly SecretRule[] = [
	{
		name: 'github-token',
		starts: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
		rest: /[A-Za-z0-9]{30,}/,
		source: 'https://github.blog/engineering/behind-githubs-new-authentication-token-formats/',
		secrets: ['ghp_‹A36›', 'gho_‹A36›', 'ghr_‹A76›'],
		harmless: ['ghp_', 'ghp_token_of_mine', 'xghp_‹A36›'],
	},
	{
		name: 'github-token',
		starts: ['github_pat_'],
		rest: /[A-Za-z0-9_]{40,}/,
		source:
			'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
		secrets: ['github_pat_‹A22›_‹A59›'],
		harmless: ['github_pat_name'],
	},
	{
		name: 'gitlab-token',
		starts: [
			...['glpat-', 'gloas-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glft-', 'glimt-', 'glagent-'],
			...['glsoat-', 'glffct-'],
		],
		rest: /[A-Za-z0-9_=.-]{20,}/,
		source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
		secrets: ['glpat-‹A20›', 'glrt-t1_‹A20›'],
		harmless: ['glpat-short'],
	},
	{
		name: 'openai-key',
		starts: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
		rest: /[A-Za-z0-9_-]{20,}/,
		source: 'https://platform.openai.com/docs/api-reference/authentication',
		secrets: ['sk-proj-‹A48›', 'sk-svcacct-‹A20›_‹A20›'],
		harmless: ['sk-proj-one'],
	},
	{
		name: 'anthropic-key',
		starts: ['sk-ant-'],
		rest: /[A-Za-z0-9_-]{20,}/,
		source: 'https://docs.claude.com/en/api/overview',
		secrets: ['sk-ant-api03-‹A93›-AA'],
		harmless: ['sk-ant-eater'],
	},
	{
		name: 'model-api-key',
		starts: ['sk-'],
		// Letters alone are a name with hyphens, such as a style class; a key has digits among them.
		rest: /(?!(?:proj|svcacct|admin|ant)-)(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_-]{24,}/,
		source: 'https://openrouter.ai/docs/api-reference/authentication',
		secrets: ['sk-‹A20›T3BlbkFJ‹A20›', 'sk-‹H32›', 'sk-or-v1-‹H64›'],
		harmless: [
			'sk-learn',
			'sk-toggleable-control-label-arrow',
			'task-management-2026-11-23-part-one',
		],
	},
	{
		name: 'model-api-key',
		starts: ['gsk_', 'xai-', 'pplx-', 'r8_', 'hf_', 'nvapi-', 'fw_', 'csk-', 'tvly-'],
		rest: /(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_-]{30,}/,
		source: 'https://huggingface.co/docs/hub/security-tokens',
		secrets: ['gsk_‹A52›', 'hf_‹A34›', 'r8_‹A37›', 'xai-‹A80›', 'pplx-‹A48›'],
		harmless: ['hf_hub_download', 'xai-sdk', 'fw_rules'],
	},
	{
		name: 'aws-access-key-id',
		starts: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
		rest: /[A-Z0-9]{16}(?![A-Za-z0-9])/,
		source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
		secrets: ['AKIA‹U16›', 'ASIA‹U16›'],
		harmless: ['ASIA', 'ASIAPACIFIC', 'AKIA‹U20›'],
	},
	{
		name: 'google-api-key',
		starts: ['AIza'],
		rest: /[A-Za-z0-9_-]{35}/,
		source: 'https://cloud.google.com/docs/authentication/api-keys',
		secrets: ['AIza‹A35›'],
		harmless: ['AIzard of Oz'],
	},
	{
		name: 'google-oauth',
		starts: ['ya29.', 'GOCSPX-'],
		rest: /[A-Za-z0-9_-]{20,}/,
		source: 'https://developers.google.com/identity/protocols/oauth2',
		secrets: ['ya29.a0‹A60›', 'GOCSPX-‹A28›'],
		harmless: ['ya29.5'],
	},
	{
		name: 'slack-token',
		starts: [
			'xoxb-',
			'xoxp-',
			'xoxa-',
			'xoxr-',
			'xoxs-',
			'xoxe-',
			'xoxe.',
			'xoxc-',
			'xoxd-',
			'xapp-',
		],
		rest: /[A-Za-z0-9.%-]{15,}/,
		source: 'https://docs.slack.dev/authentication/tokens',
		secrets: ['xoxb-‹D12›-‹D12›-‹A24›', 'xapp-1-‹U11›-‹D13›-‹H64›', 'xoxe.xoxp-1-‹A40›'],
		harmless: ['xoxb-', 'xapp-config'],
	},
	{
		name: 'webhook-url',
		starts: [
			...['hooks.slack.com/services/', 'hooks.slack.com/workflows/'],
			...['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
		],
		rest: /(?<secret>[A-Za-z0-9_/-]{20,})/,
		insideWord: true,
		source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
		secrets: [
			'https://hooks.slack.com/services/«T‹U8›/B‹U8›/‹A24›»',
			'https://discord.com/api/webhooks/«‹D18›/‹A68›»',
		],
		harmless: ['https://hooks.slack.com/services/'],
	},
	{
		name: 'stripe-key',
		starts: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'sk_org_', 'whsec_'],
		rest: /[A-Za-z0-9+/=_]{16,}/,
		source: 'https://docs.stripe.com/keys',
		secrets: ['sk_live_‹A24›', 'rk_test_‹A99›', 'whsec_‹A32›'],
		harmless: ['sk_live_', 'whsec_name', 'pk_live_‹A24›'],
	},
	{
		name: 'package-token',
		starts: ['npm_', 'pypi-', 'rubygems_', 'dckr_pat_', 'dckr_oat_'],
		rest: /(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_-]{24,}/,
		source:
			'https://github.blog/security/supply-chain-security/npm-security-update-enhanced-token-format/',
		secrets: ['npm_‹A36›', 'pypi-AgEIcHlwaS5vcmc‹A60›', 'dckr_pat_‹A27›', 'rubygems_‹H48›'],
		harmless: ['npm_config_registry', 'npm_lifecycle_event', 'pypi-server'],
	},
	{
		name: 'cloud-token',
		starts: [
			...[
				'dop_v1_',
				'doo_v1_',
				'dor_v1_',
				'dapi',
				'pscale_tkn_',
				'pscale_pw_',
				'sbp_',
				'fo1_',
				'fm2_',
			],
			...['hvs.', 'hvb.', 'tskey-auth-', 'tskey-api-', 'tskey-client-', 'pul-', 'dp.pt.', 'dp.st.'],
		],
		rest: /(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_.-]{24,}/,
		source: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
		secrets: ['dop_v1_‹H64›', 'dapi‹H32›', 'hvs.‹A90›', 'tskey-auth-‹A12›-‹A32›', 'sbp_‹H40›'],
		harmless: ['dapi', 'dapibus', 'hvs.com', 'pul-let'],
	},
	{
		name: 'saas-token',
		starts: [
			...[
				'shpat_',
				'shpca_',
				'shppa_',
				'shpss_',
				'lin_api_',
				'lin_oauth_',
				'ntn_',
				'figd_',
				'glsa_',
				'glc_',
			],
			...[
				'sntrys_',
				'sntryu_',
				'NRAK-',
				'PMAK-',
				'ATATT3',
				'ATCTT3',
				'sq0atp-',
				'sq0csp-',
				'EAAA',
				'rdme_',
			],
			...[
				'phx_',
				'phc_',
				'secret_',
				'lsv2_',
				'pat-na1-',
				'pat-eu1-',
				'dt0c01.',
				'AGE-SECRET-KEY-1',
				'ops_eyJ',
			],
		],
		rest: /(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_.=-]{24,}/,
		source: 'https://developers.notion.com/changelog',
		secrets: [
			'shpat_‹H32›',
			'lin_api_‹A40›',
			'ntn_‹A46›',
			'figd_‹A40›',
			'glsa_‹A32›_‹H8›',
			'PMAK-‹H24›-‹H34›',
			'secret_‹A43›',
		],
		harmless: ['secret_santa', 'secret_key_of_the_old_garden_gate', 'figd_', 'shpat_x'],
	},
	{
		name: 'mail-api-key',
		starts: ['SG.'],
		rest: /[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}/,
		source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
		secrets: ['SG.‹A22›.‹A43›'],
		harmless: ['SG.', 'SG.de.com'],
	},
	{
		name: 'bot-token',
		starts: [':AA'],
		insideWord: true,
		rest: /(?<=[0-9]{8,10}:AA)(?<secret>[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])/,
		source: 'https://core.telegram.org/bots/features#botfather',
		secrets: ['‹D10›:AA«‹A33›»'],
		harmless: [':AA', 'x:AA‹A33›'],
	},
	{
		name: 'jwt',
		starts: ['eyJ'],
		rest: /[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+){0,2}/,
		source: 'https://www.rfc-editor.org/rfc/rfc7519',
		secrets: ['eyJ‹A33›.eyJ‹A60›.‹A43›', 'eyJ‹A33›.‹A40›.‹A16›.‹A40›.‹A22›'],
		harmless: ['eyJ', 'eyJ‹A33›', 'eyJ‹A33›.eyJ‹A60›', 'eyJ‹A33›.short.‹A43›'],
	},
	{
		name: 'private-key',
		starts: ['-----BEGIN '],
		insideWord: true,
		// To its end, or to the end of a text that was cut before it.
		rest: /(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/,
		source: 'https://www.rfc-editor.org/rfc/rfc7468',
		secrets: [
			'-----BEGIN PRIVATE KEY-----\n‹A64›\n-----END PRIVATE KEY-----',
			'-----BEGIN OPENSSH PRIVATE KEY-----\\n‹A64›\\n-----END OPENSSH PRIVATE KEY-----',
			'-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n‹A64›',
			'-----BEGIN RSA PRIVATE KEY-----‹A9›',
		],
		harmless: ['-----BEGIN CERTIFICATE-----\n‹A64›', '-----BEGIN PUBLIC KEY-----', '-----BEGIN '],
	},
	{
		name: 'connection-string',
		starts: ['://'],
		insideWord: true,
		rest: /[^\s/:@?#'"<>]{0,200}:(?<secret>[^\s/@'"<>]{1,300})@/,
		source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
		secrets: [
			'postgres://app:«‹A9›»@db:5432/main',
			'redis://:«‹A9›»@cache',
			'https://me:«p:w»@host/path',
		],
		harmless: ['http://localhost:8080/@me', 'https://me@host', 'https://example.com/a:b@c', '://'],
	},
	{
		name: 'authorization',
		starts: ['bearer '],
		anyCase: true,
		rest: /(?=[^\s0-9"']{0,100}[0-9])(?<secret>[A-Za-z0-9._~+/=-]{16,})/,
		source: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
		secrets: ['Authorization: Bearer «‹A40›»', 'bearer «‹A20›.‹A9›»'],
		harmless: ['bearer token', 'the bearer of authentications', 'Bearer ‹A9›'],
	},
	{
		name: 'signature',
		starts: ['X-Amz-Signature=', 'X-Goog-Signature=', '&sig=', '?sig=', ';sig='],
		anyCase: true,
		insideWord: true,
		rest: /(?<secret>[A-Za-z0-9%+/=_-]{40,})/,
		source: 'https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas',
		secrets: ['?X-Amz-Signature=«‹H64›»', '?sv=1&sig=«‹A43›%3D»'],
		harmless: ['?sig=none'],
	},
];
