import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const START_TIMEOUT_MS = 30_000;

export interface RunningServer {
	url: string;
	/** The one-time set-up link of a server without accounts. */
	setupUrl: string | undefined;
	home: string;
	data: string;
	/** Stops the server and keeps its folders. */
	halt(): Promise<void>;
	/** Stops the server and removes the folders that were created for it. */
	stop(): Promise<void>;
}

interface Options {
	/** Start with a copy of the sample home instead of an empty home. */
	sampleHome?: boolean;
	/** Use the folders of an earlier server. */
	folders?: { home: string; data: string };
	port?: number;
	/** Further settings, as variables of its environment. */
	env?: Record<string, string>;
}

/**
 * A server in a zone in which it is noon. The newest call of the sample data is a few minutes old, so that in the night
 * today would have few calls, or none, and each morning of the sample would stand on two days.
 */
export const AT_NOON = { env: { TOOL_AUDIT_TIME_ZONE: zoneAtNoon() } };

function zoneAtNoon(): string {
	const hours = new Date().getUTCHours() - 12;
	// These names have the sign of what has to be added to get UTC.
	return `Etc/GMT${hours < 0 ? '-' : '+'}${Math.abs(hours)}`;
}

async function makeFolders(sampleHome: boolean): Promise<{ home: string; data: string }> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-e2e-'));
	const folders = { home: join(folder, 'home'), data: join(folder, 'data') };
	if (sampleHome) await cp(join(ROOT, 'sample-home'), folders.home, { recursive: true });
	else await mkdir(folders.home);
	await mkdir(folders.data);
	return folders;
}

/** Reads the output of the start until it shows the address, as a person would. */
async function readStart(child: ChildProcess): Promise<{ url: string; setupUrl?: string }> {
	let text = '';
	child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
	child.stderr!.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline && child.exitCode === null) {
		const url = /http:\/\/127\.0\.0\.1:\d+(?=\/?\s)/.exec(text)?.[0];
		const setupUrl = /http:\/\/127\.0\.0\.1:\d+\/setup#\S+/.exec(text)?.[0];
		if (url) return setupUrl ? { url, setupUrl } : { url };
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`The server did not start:\n${text}`);
}

/** Starts the production server on a free port, as `pnpm start` does after its build. */
export async function startServer(options: Options = {}): Promise<RunningServer> {
	const folders = options.folders ?? (await makeFolders(options.sampleHome ?? false));
	const child = spawn(process.execPath, ['apps/cli/src/main.ts', 'start'], {
		cwd: ROOT,
		env: {
			...process.env,
			HOST: '127.0.0.1',
			PORT: String(options.port ?? 0),
			TOOL_AUDIT_CONFIG: 'none',
			// A server must not find the agents of the person who runs the tests.
			CLAUDE_CONFIG_DIR: join(folders.data, 'no-agent'),
			TOOL_AUDIT_HOME: folders.home,
			TOOL_AUDIT_DATA: folders.data,
			...options.env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const { url, setupUrl } = await readStart(child);
	async function halt(): Promise<void> {
		if (child.exitCode !== null) return;
		child.kill('SIGTERM');
		await once(child, 'exit');
	}
	return {
		url,
		setupUrl,
		...folders,
		halt,
		async stop() {
			await halt();
			if (!options.folders) await rm(join(folders.home, '..'), { recursive: true, force: true });
		},
	};
}
