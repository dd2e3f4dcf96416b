import type { SecretForm } from '../form.ts';
import { githubToken, IN_QUERY, password, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import {
	elementRef,
	email,
	host,
	project,
	shellWord,
	tokenVariable,
	user,
} from './surroundings.ts';

const PLAYWRIGHT_TOOLS = 'https://github.com/microsoft/playwright-mcp';
const PUPPETEER_TOOLS =
	'https://github.com/modelcontextprotocol/servers-archived/tree/main/src/puppeteer';
const PLAYWRIGHT = 'https://playwright.dev/docs/input';
const TOOLS = 'https://modelcontextprotocol.io/specification/2025-06-18/server/tools';

/** Arguments of tools: of those that drive a browser, and of others that log in. */
export const TOOL_ARGUMENTS: readonly SecretForm[] = [
	notation({
		name: 'browser-type-selector-text',
		source: PLAYWRIGHT_TOOLS,
		write: (secret, random) => ({
			selector: random.pick(['#password', '#login-password', 'form .password-field', '#passwd']),
			text: secret,
		}),
	}),
	notation({
		name: 'browser-type-element-ref-text',
		source: PLAYWRIGHT_TOOLS,
		write: (secret, random) => ({
			element: random.pick([
				'Password field',
				'Password textbox',
				'Password input',
				'API key field',
			]),
			ref: elementRef(random),
			text: secret,
		}),
	}),
	notation({
		name: 'browser-field-value',
		source: PLAYWRIGHT_TOOLS,
		write: (secret, random) => {
			const label = random.pick(['Password', 'Password (required)', 'Your password', 'Passphrase']);
			return {
				[random.pick(['field', 'element', 'label'])]: label,
				[random.pick(['text', 'value'])]: secret,
			};
		},
	}),
	notation({
		name: 'browser-fill-form',
		source: PLAYWRIGHT_TOOLS,
		write: (secret, random) => ({
			fields: [
				{ name: 'Username', type: 'textbox', ref: elementRef(random), value: email(random) },
				{
					name: random.pick(['Password', 'Password field', 'Confirm password']),
					type: 'textbox',
					ref: elementRef(random),
					value: secret,
				},
			],
		}),
	}),
	notation({
		name: 'browser-fill-input-type',
		source: PUPPETEER_TOOLS,
		write: (secret, random) => ({
			selector: random.pick([
				'input[type=password]',
				'input[type="password"]',
				'input[name="password"]',
				"input[autocomplete='current-password']",
			]),
			value: secret,
		}),
	}),
	notation({
		name: 'browser-code-page-fill',
		source: 'https://playwright.dev/docs/api/class-page',
		write: (secret, random) =>
			`await page.goto('https://${host(random)}/login');\nawait page.fill('#username', '${user(random)}');\nawait page.${random.pick(['fill', 'type'])}('${random.pick(['#password', 'input[type=password]', 'input[name="password"]'])}', '${secret}');\nawait page.click('button[type=submit]');`,
	}),
	notation({
		name: 'browser-code-locator-fill',
		source: PLAYWRIGHT,
		write: (secret, random) =>
			`await page.${random.pick([
				`getByLabel('Password')`,
				`getByPlaceholder('Password')`,
				`locator('#password')`,
				`getByRole('textbox', { name: 'Password' })`,
			])}.${random.pick(['fill', 'pressSequentially'])}('${secret}');`,
	}),
	notation({
		name: 'browser-code-set-value',
		source: 'https://developer.mozilla.org/en-US/docs/Web/API/HTMLInputElement',
		write: (secret, random) => ({
			script: `document.${random.pick([`querySelector('#password')`, `getElementById('password')`, `querySelector('input[type="password"]')`])}.value = '${secret}';`,
		}),
	}),
	notation({
		name: 'browser-code-selenium',
		source: 'https://www.selenium.dev/documentation/webdriver/elements/interactions/',
		write: (secret, random) =>
			`driver.get("https://${host(random)}")\ndriver.find_element(By.${random.pick(['ID', 'NAME'])}, "password").send_keys("${secret}")`,
	}),
	notation({
		name: 'browser-code-cypress',
		source: 'https://docs.cypress.io/api/commands/type',
		write: (secret, random) =>
			`cy.get('${random.pick(['#password', 'input[name=password]', '[data-cy=password]'])}').type('${secret}{enter}')`,
	}),
	notation({
		name: 'browser-html-input-value',
		source: 'https://html.spec.whatwg.org/multipage/input.html',
		draw: passwordWith(IN_QUERY),
		write: (secret, random) =>
			random.pick([
				`<input type="password" name="password" value="${secret}">`,
				`<input value="${secret}" id="password" type="password" autocomplete="off" />`,
			]),
	}),
	notation({
		name: 'tool-credentials',
		source: TOOLS,
		write: (secret, random) => ({
			url: `https://${host(random)}/login`,
			credentials: { username: user(random), password: secret },
		}),
	}),
	notation({
		name: 'tool-headers',
		source: TOOLS,
		draw: token,
		write: (secret, random) => ({
			url: `https://${host(random)}/v1/${project(random)}`,
			method: 'GET',
			headers: { Accept: '*/*', Authorization: `${random.pick(['Bearer', 'Token'])} ${secret}` },
		}),
	}),
	notation({
		name: 'tool-cookies',
		source: 'https://playwright.dev/docs/api/class-browsercontext',
		draw: token,
		write: (secret, random) => ({
			cookies: [
				{
					name: random.pick(['session', 'sessionid', 'connect.sid', 'auth_token']),
					value: secret,
					domain: host(random),
					path: '/',
				},
			],
		}),
	}),
	notation({
		name: 'tool-json-body',
		source: TOOLS,
		write: (secret, random) => ({
			url: `https://${host(random)}/api/login`,
			method: 'POST',
			body: JSON.stringify({ email: email(random), password: secret }),
		}),
	}),
	notation({
		name: 'tool-environment',
		source: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
		draw: (random) => random.pick([token, password, githubToken])(random),
		write: (secret, random) => ({
			command: 'npx',
			args: ['-y', '@example/mcp-server'],
			env: { LOG_LEVEL: 'debug', [tokenVariable(random)]: secret },
		}),
	}),
	notation({
		name: 'tool-shell-command',
		source: 'https://code.claude.com/docs/en/hooks',
		write: (secret, random) => ({
			command: `curl -fsS -u ${shellWord(random, `${user(random)}:${secret}`)} https://${host(random)}/health`,
			description: 'Check the health of the service',
		}),
	}),
	notation({
		name: 'tool-sql-query',
		source: 'https://www.postgresql.org/docs/current/sql-alterrole.html',
		write: (secret, random) => ({
			database: project(random),
			query: `ALTER USER ${project(random)} WITH PASSWORD '${secret}'`,
		}),
	}),
	notation({
		name: 'tool-edit-old-new',
		source: 'https://code.claude.com/docs/en/hooks',
		write: (secret, random) => ({
			file_path: `/srv/${project(random)}/config.py`,
			old_string: 'DB_PASSWORD = ""',
			new_string: `DB_PASSWORD = "${secret}"`,
		}),
	}),
];
