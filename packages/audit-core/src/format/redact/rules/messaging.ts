/** Tokens of chats, mail and social networks, and addresses to which anybody who knows them can post. */
import type { SecretRule } from '../shapes.ts';
import { ALPHABET, spread } from './spread.ts';

export const MESSAGING_RULES: readonly SecretRule[] = [
	{
		name: 'slack-token',
		starts: [
			...['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxe-', 'xoxe.', 'xoxc-', 'xoxd-'],
			...['xapp-', 'xwfp-', 'xoxt-'],
		],
		anyCase: true,
		rest: /(?=[A-Za-z.%-]{0,60}[0-9])[A-Za-z0-9.%+/=-]{10,}/,
		source: 'https://docs.slack.dev/authentication/tokens',
		secrets: ['xoxb-‹D12›-‹D12›-‹A24›', 'xapp-1-‹U11›-‹D13›-‹H64›', 'xoxe.xoxp-1-‹A40›'],
		harmless: ['xoxb-', 'xapp-config'],
	},
	{
		name: 'webhook-url',
		starts: [
			...['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'],
			...['hooks.slack-gov.com/services/', 'hooks.slack-gov.com/triggers/'],
			...[
				'discord.com/api/webhooks/',
				'discordapp.com/api/webhooks/',
				'discord.com/api/v10/webhooks/',
			],
			...[
				'hooks.zapier.com/hooks/catch/',
				'webhook.office.com/webhookb2/',
				'outlook.office.com/webhook/',
			],
			...['hook.us1.make.com/', 'hook.eu1.make.com/', 'hook.eu2.make.com/', 'hook.us2.make.com/'],
			...[
				'maker.ifttt.com/trigger/',
				'events.pagerduty.com/integration/',
				'open.feishu.cn/open-apis/bot/v2/hook/',
			],
			...[
				'qyapi.weixin.qq.com/cgi-bin/webhook/send?key=',
				'oapi.dingtalk.com/robot/send?access_token=',
			],
		],
		rest: /(?<secret>[A-Za-z0-9_@/.-]{14,})/,
		insideWord: true,
		source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
		secrets: [
			'https://hooks.slack.com/services/«T‹U8›/B‹U8›/‹A24›»',
			'https://discord.com/api/webhooks/«‹D18›/‹A68›»',
			'https://hooks.zapier.com/hooks/catch/«‹D7›/‹H7›»',
		],
		harmless: ['https://hooks.slack.com/services/'],
	},
	{
		name: 'bot-token',
		starts: spread(':A', ALPHABET),
		anyCase: true,
		insideWord: true,
		run: 32,
		rest: /(?<=(?<![0-9])(?<before>[0-9]{5,16}:A[\w-]))[\w-]{32,34}(?![\w-])/,
		source: 'https://core.telegram.org/bots/features#botfather',
		secrets: ['‹D10›:AA‹A33›'],
		harmless: [':AA', 'x:AA‹A33›'],
	},
	{
		name: 'bot-token',
		// The base64 of the first two digits of a bot's number.
		starts: [...'MNO'].flatMap((first) =>
			[...'DTjz'].flatMap((second) => [...'AEIMQUYcgk'].map((third) => first + second + third)),
		),
		run: 20,
		rest: /[A-Za-z0-9_-]{18,25}\.[A-Za-z0-9_-]{5,7}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/,
		source: 'https://discord.com/developers/docs/reference#authentication',
		secrets: ['MTA‹A23›.‹A6›.‹A38›', 'ODk‹A21›.‹A5›.‹A27›'],
		harmless: ['MTA', 'MTA‹A23›', 'ODA report'],
	},
	{
		name: 'mail-api-key',
		starts: ['SG.'],
		rest: /[A-Za-z0-9=_-]{16,64}\.[A-Za-z0-9=_-]{16,64}/,
		source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
		secrets: ['SG.‹A22›.‹A43›'],
		harmless: ['SG.', 'SG.de.com'],
	},
	{
		name: 'mail-api-key',
		starts: ['xkeysib-', 'xsmtpsib-', 're_', 'key-', 'pubkey-', 'md-'],
		rest: /(?=[A-Za-z_-]{0,60}[0-9])(?:[0-9a-f]{32,64}(?:-[A-Za-z0-9]{16})?|[A-Za-z0-9]{8,10}_[A-Za-z0-9]{22,26}|[A-Za-z0-9_-]{20,24})(?![A-Za-z0-9_-])/,
		accept: (secret) =>
			!/^(?:key|md)-/.test(secret) || /^(?:key-[0-9a-f]{32}|md-[A-Za-z0-9_-]{22})$/.test(secret),
		source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth',
		secrets: ['key-‹H32›', 'xkeysib-‹H64›-‹A16›', 're_‹A8›_‹A24›'],
		harmless: ['key-value', 're_export', 'md-button-raised-and-more'],
	},
	{
		name: 'mail-api-key',
		starts: ['-us0', '-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
		insideWord: true,
		rest: /(?<=(?<![0-9a-f])(?<before>[0-9a-f]{32}-us\d))\d?(?![A-Za-z0-9])/,
		source: 'https://mailchimp.com/developer/marketing/docs/fundamentals/',
		secrets: ['‹H32›-us12', '‹H32›-us6'],
		harmless: ['region-us1', '-us2'],
	},
	{
		name: 'telephony-key',
		starts: [
			...['SK0', 'SK1', 'SK2', 'SK3', 'SK4', 'SK5', 'SK6', 'SK7', 'SK8', 'SK9'],
			...['SKa', 'SKb', 'SKc', 'SKd', 'SKe', 'SKf', 'SKA', 'SKB', 'SKC', 'SKD', 'SKE', 'SKF'],
		],
		rest: /[0-9a-fA-F]{31}(?![A-Za-z0-9])/,
		source: 'https://www.twilio.com/docs/iam/api-keys',
		secrets: ['SK‹H32›'],
		harmless: ['SKU1', 'SKeleton'],
	},
	{
		name: 'social-token',
		starts: ['EAA'],
		rest: /(?=[A-Za-z]{0,60}[0-9])[A-Za-z0-9]{90,}(?![A-Za-z0-9+/])/,
		source: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/',
		secrets: ['EAAM‹A120›', 'EAAC‹A180›'],
		harmless: ['EAA', 'EAA‹A40›'],
	},
	{
		name: 'social-token',
		starts: ['AAAAAAAAAAAAAAAAAAAAA'],
		rest: /(?=[A-Za-z%]{0,60}[0-9])[A-Za-z0-9%]{40,}(?![A-Za-z0-9+/%])/,
		source: 'https://docs.x.com/fundamentals/authentication/oauth-2-0/bearer-tokens',
		secrets: ['AAAAAAAAAAAAAAAAAAAAA‹A90›'],
		harmless: ['AAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAAAA=='],
	},
	{
		name: 'social-token',
		starts: ['AAAAAAAAAA'],
		insideWord: true,
		rest: /(?<=(?<![A-Za-z0-9+/])(?<before>[A-Za-z0-9]{11}AAAAAAAAAA))[A-Za-z0-9_=-]{43}(?![A-Za-z0-9+/])/,
		source: 'https://www.dropbox.com/developers/documentation/http/documentation',
		secrets: ['‹A11›AAAAAAAAAA‹A43›'],
		harmless: ['AAAAAAAAAA'],
	},
];
