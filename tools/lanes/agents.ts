/**
 * The real programs of agents, for the tests with them. They are not free software: npm fetches one into a cache of the
 * person who runs the tests, and no part of it is in this repository.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const CLAUDE_CODE = { name: '@anthropic-ai/claude-code', version: '2.1.332' };

const START_MAX_MS = 30_000;

interface AgentProgram {
	/** Absolute path; undefined when it is not to be had. */
	path?: string;
	reason?: string;
}

export function fetchClaudeCode(): AgentProgram {
	const { name, version } = CLAUDE_CODE;
	if (process.platform === 'win32') return { reason: 'Windows has no pseudo terminal for it' };
	if (!succeeds('python3', ['--version'])) {
		return { reason: 'its pseudo terminal needs python3, which is not installed' };
	}
	const folder = join(homedir(), '.cache/tool-audit-tests', `claude-code-${version}`);
	const cached = programIn(folder);
	if (cached !== undefined) return { path: cached };
	// Of an installation that was ended there may be a part.
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const options = '--no-save --no-package-lock --no-audit --no-fund --ignore-scripts';
	const args = ['install', `${name}@${version}`, '--prefix', folder, ...options.split(' ')];
	spawnSync('npm', [...args, '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
	const path = programIn(folder);
	return path === undefined
		? { reason: 'npm did not fetch it, or it does not run here' }
		: { path };
}

/** The package has the program for each system in a package of its own; a machine may get more than one. */
function programIn(folder: string): string | undefined {
	const { name, version } = CLAUDE_CODE;
	return globSync(`node_modules/${name}-*/claude`, { cwd: folder })
		.map((path) => join(folder, path))
		.find((path) => {
			const env = { ...process.env, CLAUDE_CONFIG_DIR: folder };
			const options = { encoding: 'utf8', env, timeout: START_MAX_MS } as const;
			return spawnSync(path, ['--version'], options).stdout?.startsWith(`${version} `);
		});
}

/**
 * A command line that runs another one where no network is but loopback; the line itself where this system or its
 * administrator does not let it.
 */
export function withoutNetwork(line: string): string {
	const loopback = 'ip link set lo up';
	for (const unshare of ['unshare --net', 'unshare --map-root-user --net']) {
		const [program, ...args] = unshare.split(' ') as [string, ...string[]];
		if (succeeds(program, [...args, 'sh', '-c', loopback])) {
			return `${unshare} sh -c "${loopback} && exec ${line}"`;
		}
	}
	console.log('The network can’t be taken away here: the agent is told to use none.');
	return line;
}

function succeeds(program: string, args: string[]): boolean {
	return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
