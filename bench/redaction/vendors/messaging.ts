import { ALPHANUMERIC, BASE64_URL, chars, DIGITS, HEX } from '../chars.ts';
import type { SecretForm } from '../form.ts';
import {
	bare,
	BASE58,
	base64Bytes,
	base64Url,
	between,
	betterleaks,
	gitleaks,
	UPPER_ALPHANUMERIC,
	uuid,
	within,
	word,
} from './shape.ts';

type Random = Parameters<SecretForm['make']>[0];

const SLACK = gitleaks('slack');

/** Number of a Slack workspace or user. */
const slackNumber = (random: Random) => chars(random, DIGITS, between(random, 11, 13));

/** Name of a Slack workspace, app or channel, such as a `T` and ten characters. */
const slackId = (random: Random, kind: string) =>
	kind + chars(random, UPPER_ALPHANUMERIC, between(random, 8, 10));

const slack: readonly SecretForm[] = [
	bare(
		'slack-bot-token',
		SLACK,
		(random) =>
			`xoxb-${slackNumber(random)}-${slackNumber(random)}-${chars(random, ALPHANUMERIC, 24)}`,
	),
	bare(
		'slack-user-token',
		SLACK,
		(random) =>
			`xoxp-${[1, 2, 3].map(() => slackNumber(random)).join('-')}-${chars(random, HEX, 32)}`,
	),
	bare(
		'slack-app-token',
		SLACK,
		(random) => `xapp-1-${slackId(random, 'A')}-${slackNumber(random)}-${chars(random, HEX, 64)}`,
	),
	bare(
		'slack-configuration-token',
		SLACK,
		(random) =>
			`xoxe.xox${random.pick(['p', 'b'])}-1-${chars(random, ALPHANUMERIC, between(random, 163, 166))}`,
	),
	bare(
		'slack-configuration-refresh-token',
		SLACK,
		(random) => `xoxe-1-${chars(random, ALPHANUMERIC, 146)}`,
	),
	bare(
		'slack-bot-token-old',
		SLACK,
		(random) =>
			`xoxb-${chars(random, DIGITS, between(random, 8, 14))}-${chars(random, ALPHANUMERIC, between(random, 18, 26))}`,
	),
	bare(
		'slack-tester-token-old',
		SLACK,
		(random) =>
			`xox${random.pick(['o', 's'])}-${[1, 2, 3].map(() => slackNumber(random)).join('-')}-${chars(random, HEX, 10)}`,
	),
	bare(
		'slack-workspace-token-old',
		SLACK,
		(random) =>
			`xox${random.pick(['a', 'r'])}-${random.pick(['', '2-'])}${chars(random, ALPHANUMERIC, between(random, 24, 48))}`,
	),
	within(
		'slack-webhook-address',
		'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
		{
			secret: (random) => chars(random, ALPHANUMERIC, 24),
			text: (secret, random) =>
				`https://hooks.slack.com/services/${slackId(random, 'T')}/${slackId(random, 'B')}/${secret}`,
		},
	),
	within('slack-workflow-address', SLACK, {
		secret: (random) => chars(random, ALPHANUMERIC, 24),
		text: (secret, random) =>
			`https://hooks.slack.com/${random.pick(['workflows', 'triggers'])}/${slackId(random, 'T')}/${chars(random, DIGITS, 13)}/${secret}`,
	}),
];

const chats: readonly SecretForm[] = [
	// The number of the bot in base64, a time, a signature.
	bare('discord-bot-token', 'https://discord.com/developers/docs/reference', (random) => {
		const bot = base64Url(
			chars(random, '123456789', 1) + chars(random, DIGITS, random.pick([17, 18])),
		);
		return `${bot}.${chars(random, BASE64_URL, 6)}.${chars(random, BASE64_URL, random.pick([27, 38]))}`;
	}),
	within('discord-webhook-address', 'https://discord.com/developers/docs/resources/webhook', {
		secret: (random) => chars(random, BASE64_URL, 68),
		text: (secret, random) =>
			`https://discord.com/api/webhooks/${chars(random, DIGITS, 19)}/${secret}`,
	}),
	bare(
		'telegram-bot-token',
		'https://core.telegram.org/bots/api',
		(random) =>
			`${chars(random, '123456789', 1)}${chars(random, DIGITS, between(random, 8, 9))}:AA${chars(random, BASE64_URL, 33)}`,
	),
	within('teams-webhook-address', gitleaks('teams'), {
		secret: (random) => chars(random, HEX, 32),
		text: (secret, random) =>
			`https://${word(random)}.webhook.office.com/webhookb2/${uuid(random)}@${uuid(random)}/IncomingWebhook/${secret}/${uuid(random)}`,
	}),
	within('google-chat-webhook-address', 'https://developers.google.com/chat/how-tos/webhooks', {
		secret: (random) => chars(random, BASE64_URL, 43),
		text: (secret, random) =>
			`https://chat.googleapis.com/v1/spaces/${chars(random, BASE64_URL, 11)}/messages?key=AIza${chars(random, BASE64_URL, 35)}&token=${secret}`,
	}),
	within(
		'zapier-webhook-address',
		'https://help.zapier.com/hc/en-us/articles/8496288690317-Trigger-Zaps-from-webhooks',
		{
			secret: (random) => chars(random, ALPHANUMERIC, 7).toLowerCase(),
			text: (secret, random) =>
				`https://hooks.zapier.com/hooks/catch/${chars(random, DIGITS, between(random, 6, 8))}/${secret}/`,
		},
	),
	bare(
		'facebook-page-access-token',
		gitleaks('facebook'),
		(random) =>
			`EAA${random.pick(['M', 'C'])}${chars(random, ALPHANUMERIC, between(random, 110, 220))}`,
	),
	bare(
		'facebook-app-access-token',
		gitleaks('facebook'),
		(random) =>
			`${chars(random, DIGITS, between(random, 15, 16))}|${chars(random, BASE64_URL, 27)}`,
	),
];

const mail: readonly SecretForm[] = [
	bare('twilio-key', gitleaks('twilio'), (random) => `SK${chars(random, HEX, 32)}`),
	bare(
		'sendgrid-key',
		gitleaks('sendgrid'),
		(random) => `SG.${chars(random, BASE64_URL, 22)}.${chars(random, BASE64_URL, 43)}`,
	),
	bare('mailgun-key', gitleaks('mailgun'), (random) => `key-${chars(random, HEX, 32)}`),
	bare(
		'mailgun-signing-key',
		gitleaks('mailgun'),
		(random) => `${chars(random, HEX, 32)}-${chars(random, HEX, 8)}-${chars(random, HEX, 8)}`,
	),
	bare(
		'mailchimp-key',
		gitleaks('mailchimp'),
		(random) => `${chars(random, HEX, 32)}-us${between(random, 1, 22)}`,
	),
	bare(
		'brevo-key',
		gitleaks('sendinblue'),
		(random) => `xkeysib-${chars(random, HEX, 64)}-${chars(random, ALPHANUMERIC, 16)}`,
	),
	bare(
		'resend-key',
		gitleaks('resend', '6ba0abe106a58f346505ba25b8a02243f969d4af'),
		(random) => `re_${chars(random, BASE58, 8)}_${chars(random, BASE58, 24)}`,
	),
	bare(
		'svix-webhook-secret',
		'https://docs.svix.com/receiving/verifying-payloads/how-manual',
		(random) => `whsec_${base64Bytes(random, between(random, 24, 64))}`,
	),
	bare(
		'salesforce-access-token',
		betterleaks('salesforce'),
		(random) =>
			`00D${chars(random, ALPHANUMERIC, 12)}!${chars(random, ALPHANUMERIC + '._', between(random, 88, 104))}`,
	),
	bare(
		'hubspot-private-app-token',
		'https://developers.hubspot.com/docs/apps/legacy-apps/authentication/intro-to-auth',
		(random) => `pat-${random.pick(['na1', 'na2', 'eu1'])}-${uuid(random)}`,
	),
];

export const MESSAGING_FORMS: readonly SecretForm[] = [...slack, ...chats, ...mail];
