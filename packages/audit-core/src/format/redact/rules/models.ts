/** Keys of services that run models, and of tools for agents. */
import type { SecretRule } from '../shapes.ts';

export const MODEL_RULES: readonly SecretRule[] = [
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
		name: 'anthropic-key',
		starts: ['claude.ai/code/session_', 'claude.ai/share/session_'],
		insideWord: true,
		rest: /(?<secret>[A-Za-z0-9_-]{16,})/,
		source: 'https://docs.claude.com/en/docs/claude-code/claude-code-on-the-web',
		secrets: ['https://claude.ai/code/session_«‹A24›»'],
		harmless: ['https://claude.ai/code/session_'],
	},
	{
		name: 'model-api-key',
		starts: ['sk-'],
		// Letters alone are a name with hyphens, such as a CSS class; a key contains digits.
		rest: /(?!(?:proj|svcacct|admin|ant)-)(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_-]{24,}/,
		source: 'https://openrouter.ai/docs/api-reference/authentication',
		secrets: [
			'sk-‹A20›T3BlbkFJ‹A20›',
			'sk-‹H32›',
			'sk-or-v1-‹H64›',
			'sk-lf-‹H8›-‹H4›-‹H4›-‹H4›-‹H12›',
		],
		harmless: [
			'sk-learn',
			'sk-toggleable-control-label-arrow',
			'task-management-2026-11-23-part-one',
		],
	},
	{
		name: 'model-api-key',
		starts: [
			...[
				'gsk_',
				'xai-',
				'pplx-',
				'r8_',
				'nvapi-',
				'fw_',
				'csk-',
				'tvly-',
				'tgp_v1_',
				'pcsk_',
				'jina_',
			],
			...[
				'llx-',
				'e2b_',
				'fc-',
				'wandb_v1_',
				'apify_api_',
				'lsv2_pt_',
				'lsv2_sk_',
				'lsv2_',
				'dtn_',
			],
			...['key_', 'crsr_', 'bb_live_', 'sk_', 'pa-', 'up_', 'helicone-', 'exa_', 'ak_', 'api_key_'],
		],
		rest: /(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_-]{30,}/,
		source: 'https://console.groq.com/docs/api-keys',
		secrets: [
			...[
				'gsk_‹A52›',
				'r8_‹A37›',
				'xai-‹A80›',
				'pplx-‹A48›',
				'tgp_v1_‹A43›',
				'lsv2_pt_‹H32›_‹H10›',
			],
			...['sk_‹H48›', 'key_‹H64›', 'wandb_v1_‹A40›', 'apify_api_‹A36›'],
		],
		harmless: ['xai-sdk', 'fw_rules', 'key_of_the_old_garden_gate_at_home', 'pa-system'],
	},
	{
		name: 'model-api-key',
		starts: ['hf_', 'api_org_'],
		// Some consist of letters alone.
		rest: /[A-Za-z0-9]{30,}(?![A-Za-z0-9_])/,
		source: 'https://huggingface.co/docs/hub/security-tokens',
		secrets: ['hf_‹A34›', 'hf_‹L34›', 'api_org_‹L34›'],
		harmless: ['hf_hub_download', 'hf_model', 'hf_‹A20›'],
	},
];
