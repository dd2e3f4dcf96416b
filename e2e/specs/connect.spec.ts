import { expect, type Page, test } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { violations } from '../axe.ts';
import { callDetail, choose, PASSWORD, setUp } from '../page-actions.ts';
import { startServer, type RunningServer } from '../server.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'packages/audit-capture/test/fixtures/claude-code');
const SESSION = 'ba489b65-1641-4d4a-ba09-67a4668bbf85';
/** A session that may still go on is imported later. */
const REST_MS = 3_600_000;

let server: RunningServer;
/** Of the person who runs the server: Claude Code's folder, and the config file. */
let folder: string;

test.beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tool-audit-agent-'));
	const project = join(folder, 'claude/projects/-home-ada-project');
	await mkdir(project, { recursive: true });
	const transcript = join(project, `${SESSION}.jsonl`);
	await cp(join(FIXTURES, 'transcript.jsonl'), transcript);
	const written = new Date(Date.now() - REST_MS);
	await utimes(transcript, written, written);
	const config = join(folder, 'config.json');
	await writeFile(config, '{}\n');
	server = await startServer({
		env: { CLAUDE_CONFIG_DIR: join(folder, 'claude'), TOOL_AUDIT_CONFIG: config },
	});
});
test.afterEach(async () => {
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});

/** Confirms what a dialog shows. */
async function confirm(page: Page, action: string): Promise<void> {
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
	await choose(dialog.getByRole('button', { name: action, exact: true }));
	await expect(dialog).toHaveCount(0);
}

/** Runs the hook that the settings name, as Claude Code does. */
async function runHook(event: object): Promise<void> {
	const settings = JSON.parse(await readFile(join(folder, 'claude/settings.json'), 'utf8')) as {
		hooks: Record<string, { hooks: { command: string; args: string[] }[] }[]>;
	};
	const { command, args } = settings.hooks['PostToolUse']![0]!.hooks[0]!;
	const child = spawn(command, args, { stdio: ['pipe', 'inherit', 'inherit'], cwd: folder });
	child.stdin.end(JSON.stringify(event));
	const [code] = (await once(child, 'exit')) as [number];
	expect(code).toBe(0);
}

test('from an empty log to imported calls, and to the first call of the connected agent', async ({
	context,
	page,
}) => {
	await context.addCookies(await setUp(server, false));
	await page.goto(server.url);
	await expect(page.getByText('Earlier calls of Claude Code are on this machine')).toBeVisible();
	await choose(page.getByRole('main').getByRole('link', { name: 'Connect an agent' }));
	const card = page.getByRole('article', { name: 'Claude Code' });
	await expect(card).toContainText('1 session');

	await choose(card.getByRole('button', { name: 'Import…' }));
	const dialog = page.getByRole('dialog');
	await choose(dialog.getByText('All', { exact: true }));
	await expect(dialog).toContainText(/\d+ calls on 1 day: \d+ ok/);
	const [, count] = /(\d+) calls on 1 day/.exec((await dialog.textContent())!)!;
	await confirm(page, 'Import');
	await expect(card).toContainText(`${count} calls imported`);
	await choose(card.getByRole('link', { name: 'Open the newest day' }));
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(Number(count) + 1));
	await page.goBack();
	await expect(card).toContainText(`${count} calls imported`);
	await expect(page.getByText('The first call that arrives is shown here.')).toBeVisible();

	await choose(card.getByRole('button', { name: 'Connect…' }));
	await expect(dialog).toContainText('claude/settings.json will be created');
	await confirm(page, 'Connect');
	await expect(card).toContainText('Connected');
	await expect(page.getByText('Waiting for the first call…')).toBeVisible();
	const [event] = (await readFile(join(FIXTURES, 'hooks.jsonl'), 'utf8'))
		.split('\n')
		.filter((line) => line.includes('"hook_event_name":"PostToolUse"'))
		.map((line) => JSON.parse(line) as object);
	await runHook({ ...event, tool_use_id: 'toolu_new', session_id: 'new' });
	await expect(page.getByText('First call: Bash')).toBeVisible();
	await choose(page.getByRole('link', { name: 'Open', exact: true }));
	await expect(callDetail(page)).toContainText('Bash');
	await page.goBack();

	await choose(card.getByRole('button', { name: 'Disconnect…' }));
	await expect(dialog).toContainText('will be deleted');
	await confirm(page, 'Disconnect');
	await expect(card).toContainText('Not connected');
});

test('the set-up leads to the agents that were found, without sample data', async ({ page }) => {
	await page.goto(server.setupUrl!);
	await expect(page.getByText('Found on this machine: Claude Code.')).toBeVisible();
	await expect(page.getByLabel('Start with sample data')).not.toBeChecked();
	await page.getByLabel('Username').fill('robin');
	await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
	await choose(page.getByRole('button', { name: 'Create the account' }));
	await expect(page).toHaveURL(`${server.url}/connect`);
	await expect(page.getByRole('article', { name: 'Claude Code' })).toContainText('1 session');
});

test(
	'axe finds nothing: an agent and its dialogs, light and dark',
	{ tag: '@deep' },
	async ({ context, page }) => {
		await context.addCookies(await setUp(server, false));
		await page.goto(`${server.url}/connect`);
		const card = page.getByRole('article', { name: 'Claude Code' });
		await expect(card).toContainText('1 session');
		const dialog = page.getByRole('dialog');
		const expectNothing = async () => {
			await page.emulateMedia({ colorScheme: 'dark' });
			await expect(page.locator('html')).toHaveClass(/dark/);
			expect(await violations(page, ['color-contrast'])).toEqual([]);
			await page.emulateMedia({ colorScheme: 'light' });
			await expect(page.locator('html')).not.toHaveClass(/dark/);
			expect(await violations(page)).toEqual([]);
		};
		await expectNothing();

		await card.getByRole('button', { name: 'Import…' }).click();
		await dialog.getByText('All', { exact: true }).click();
		await expect(dialog).toContainText('calls on 1 day');
		await expectNothing();
		await page.keyboard.press('Escape');

		await card.getByRole('button', { name: 'Connect…' }).click();
		await expect(dialog).toContainText('claude/settings.json will be created');
		await expectNothing();
	},
);

test(
	'the lines for another machine work as they are copied',
	{ tag: '@deep' },
	async ({ context, page }) => {
		await context.addCookies(await setUp(server, false));
		await page.goto(`${server.url}/connect`);
		await page.getByRole('button', { name: 'Create a key' }).click();
		await confirm(page, 'Create the key');
		await expect(page.getByText('put into the lines below')).toBeVisible();
		const linesOf = async (name: string) =>
			(await page.getByRole('region', { name: `Lines of ${name}` }).textContent())!;
		/** As a terminal with the key's line in its profile. */
		const shell = async (command: string) =>
			run('sh', ['-c', `${await linesOf('the key')}\n${command}`], {
				cwd: join(ROOT, 'examples'),
			});

		await page.getByRole('tab', { name: 'curl' }).click();
		await shell(await linesOf('the command'));
		await expect(page.getByText('First call: read_file')).toBeVisible();

		await page.getByRole('tab', { name: 'TypeScript' }).click();
		const program = join(folder, 'program.ts');
		await writeFile(program, await linesOf('the program'));
		await shell(`exec "${process.execPath}" --input-type=module-typescript < "${program}"`);

		await page.getByRole('tab', { name: 'Python' }).click();
		await writeFile(join(folder, 'program.py'), await linesOf('the program'));
		await shell(`exec python3 "${join(folder, 'program.py')}"`);

		await page.getByRole('tab', { name: 'Claude Code' }).click();
		const { hooks } = JSON.parse(await linesOf('the hooks')) as {
			hooks: Record<string, { hooks: { url: string; headers: { Authorization: string } }[] }[]>;
		};
		const { url, headers } = hooks['PostToolUse']![0]!.hooks[0]!;
		const event = {
			...{ hook_event_name: 'PostToolUse', session_id: 's', tool_use_id: 't', tool_name: 'Bash' },
			...{ tool_input: { command: 'true' }, tool_response: { stdout: '' } },
		};
		await shell(
			`curl --fail-with-body "${url}" -H "Authorization: ${headers.Authorization}" -H 'Content-Type: application/json' -d '${JSON.stringify(event)}'`,
		);

		await page.goto(`${server.url}/audit/recent`);
		await expect(page.getByRole('gridcell', { name: 'read_file' })).toHaveCount(3);
		await expect(page.getByRole('gridcell', { name: 'Bash' })).toHaveCount(1);
	},
);
