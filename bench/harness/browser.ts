import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureChromium } from '@tool-audit/tools/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startServer, type Folders, type Person, type RunningServer } from './server.ts';

const ROOT = join(import.meta.dirname, '../..');
const QUIET = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	'--disable-quic',
];

/** A browser's own work for a new window takes as long as our page. */
export const SETTLE_MS = 3_000;

export interface Site {
	url: string;
	browser: Browser;
	server: RunningServer;
	/** A browser without cookies and cache, in which the person is signed in if one is given. */
	openAs: (person?: Person) => Promise<BrowserContext>;
}

/** The production build on the production server, and a real Chromium. */
export async function withSite<T>(
	folders: Folders,
	timeZone: string,
	work: (site: Site) => Promise<T>,
): Promise<T> {
	buildPage();
	const executablePath = ensureChromium('browser');
	const args = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET;
	const server = await startServer(folders, timeZone);
	try {
		await using browser = await chromium.launch({ executablePath, args });
		const openAs = async (person?: Person) => {
			const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
			if (person) await signIn(context, server.url, person);
			return context;
		};
		return await work({ url: server.url, browser, server, openAs });
	} finally {
		await server.stop();
	}
}

/** A page in a browser that has finished starting. */
export async function openPage(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.waitForTimeout(SETTLE_MS);
	return page;
}

async function signIn(context: BrowserContext, url: string, person: Person): Promise<void> {
	const response = await context.request.post(`${url}/trpc/session.signIn`, {
		data: { username: person.username, password: person.password },
	});
	if (!response.ok()) throw new Error(`Sign-in answered ${response.status()}.`);
}

function buildPage(): void {
	const build = 'turbo run build --filter=@tool-audit/web --output-logs=errors-only';
	// Run by a shell, because Windows needs one to start a batch file.
	const { status, stdout } = spawnSync(build, { cwd: ROOT, encoding: 'utf8', shell: true });
	if (status !== 0)
		throw new Error(
			`The page does not build: ${(stdout || 'turbo is not on the PATH; use pnpm bench.').slice(-500)}`,
		);
}
