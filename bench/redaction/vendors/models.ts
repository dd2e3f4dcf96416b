import { ALPHANUMERIC, BASE64_URL, chars, HEX, LETTERS } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	bare,
	between,
	betterleaks,
	gitleaks,
	LOWER_ALPHANUMERIC,
	secretlint,
	within,
} from './shape.ts';

const ANTHROPIC = gitleaks('anthropic', '71ab52c7c3bf6409baedfc07e67874855db54ced');
const OPENAI = gitleaks('openai');

/** The base64 of "OpenAI", which stands in the middle of its keys. */
const OPENAI_MARK = 'T3BlbkFJ';

/** The halves of the newer OpenAI keys have one of two lengths. */
const openaiHalves = (random: Parameters<SecretForm['make']>[0]) => {
	const length = random.pick([58, 74]);
	return chars(random, BASE64_URL, length) + OPENAI_MARK + chars(random, BASE64_URL, length);
};

/** Keys for the interfaces of model providers, and of the tools around them. */
export const MODEL_FORMS: readonly SecretForm[] = [
	bare(
		'anthropic-api-key',
		ANTHROPIC,
		(random) => `sk-ant-api03-${chars(random, BASE64_URL, 93)}AA`,
	),
	bare(
		'anthropic-admin-key',
		ANTHROPIC,
		(random) => `sk-ant-admin01-${chars(random, BASE64_URL, 93)}AA`,
	),
	bare(
		'anthropic-oauth-token',
		ANTHROPIC,
		(random) => `sk-ant-oat01-${chars(random, BASE64_URL, between(random, 93, 100))}`,
	),
	bare(
		'anthropic-oauth-refresh-token',
		ANTHROPIC,
		(random) => `sk-ant-ort01-${chars(random, BASE64_URL, between(random, 93, 100))}`,
	),
	within(
		'claude-code-session-address',
		gitleaks('claude', 'a1305fe9ab0b886c63aeac15e82ccecd91878c74'),
		{
			secret: (random) => `session_01${chars(random, ALPHANUMERIC, 22)}`,
			text: (secret) => `https://claude.ai/code/${secret}`,
		},
	),
	bare(
		'openai-user-key',
		OPENAI,
		(random) =>
			`sk-${chars(random, ALPHANUMERIC, 20)}${OPENAI_MARK}${chars(random, ALPHANUMERIC, 20)}`,
	),
	bare('openai-project-key', OPENAI, (random) => `sk-proj-${openaiHalves(random)}`),
	bare('openai-service-account-key', OPENAI, (random) => `sk-svcacct-${openaiHalves(random)}`),
	bare('openai-admin-key', OPENAI, (random) => `sk-admin-${openaiHalves(random)}`),
	// Letters alone, without a digit.
	bare(
		'hugging-face-token',
		gitleaks('huggingface'),
		(random) => `hf_${chars(random, LETTERS, 34)}`,
	),
	bare(
		'hugging-face-organization-token',
		gitleaks('huggingface'),
		(random) => `api_org_${chars(random, LETTERS, 34)}`,
	),
	bare(
		'groq-key',
		secretlint('groq'),
		(random) => `gsk_${chars(random, ALPHANUMERIC, random.pick([48, 52]))}`,
	),
	bare(
		'perplexity-key',
		gitleaks('perplexity'),
		(random) => `pplx-${chars(random, ALPHANUMERIC, 48)}`,
	),
	bare(
		'xai-key',
		gitleaks('xai', '90039844123c1cd7831d55edf468633415730f17'),
		(random) => `xai-${chars(random, ALPHANUMERIC, 80)}`,
	),
	bare(
		'openrouter-key',
		gitleaks('openrouter', '794784c0fb3eebca0996d9e2c046c77b8821d9c1'),
		(random) => `sk-or-v1-${chars(random, HEX, 64)}`,
	),
	bare(
		'replicate-token',
		gitleaks('replicate', 'bef9dd518790dd479ed5fca5f99ef08713e5fc44'),
		(random) => `r8_${chars(random, ALPHANUMERIC, random.pick([37, 40]))}`,
	),
	bare('deepseek-key', betterleaks('deepseek'), (random) => `sk-${chars(random, HEX, 32)}`),
	bare('elevenlabs-key', betterleaks('elevenlabs'), (random) => `sk_${chars(random, HEX, 48)}`),
	bare(
		'nvidia-key',
		betterleaks('nvidia'),
		(random) => `nvapi-${chars(random, BASE64_URL, between(random, 60, 70))}`,
	),
	bare(
		'cerebras-key',
		betterleaks('cerebras'),
		(random) => `csk-${chars(random, LOWER_ALPHANUMERIC, 48)}`,
	),
	bare(
		'together-key',
		betterleaks('togetherai'),
		(random) => `tgp_v1_${chars(random, BASE64_URL, 43)}`,
	),
	bare(
		'langsmith-key',
		gitleaks('langsmith', 'a650223f5e6868cd2fc201a839facd81c0417cb6'),
		(random) =>
			`lsv2_${random.pick(['pt', 'sk'])}_${chars(random, HEX, 32)}_${chars(random, HEX, 10)}`,
	),
	bare(
		'weights-and-biases-key',
		'https://docs.wandb.ai/support/models/articles/why-does-my-api-key-fail-with-must-be-40-characters',
		(random) => `wandb_v1_${chars(random, ALPHANUMERIC, 27)}_${chars(random, ALPHANUMERIC, 49)}`,
	),
	bare(
		'apify-token',
		betterleaks('apify'),
		(random) => `apify_api_${chars(random, ALPHANUMERIC, between(random, 34, 38))}`,
	),
	bare('cursor-key', betterleaks('cursor'), (random) => `key_${chars(random, HEX, 64)}`),
];
