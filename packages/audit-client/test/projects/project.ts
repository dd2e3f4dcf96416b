import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { nodePath } from './prepare.ts';

export const prepared = inject('prepared');

/** Whether the client has the entry for tRPC, and types of its own. */
export const hasNewClient = './trpc' in manifest.exports;

/** Defines a test of a project. Where the program that it needs is missing, it is skipped, and its name says why. */
export function testWith(program: string | null, name: string, run: () => Promise<void>): void {
	const reason = prepared.missing.all ?? (program === null ? undefined : prepared.missing[program]);
	if (reason === undefined) test(name, run);
	else test.skip(`${name}: ${reason}`, run);
}

/** The environment without what these tests are run with. */
const OUTER = Object.fromEntries(
	Object.entries(process.env).filter(([name]) => !/^(NODE_|VITEST|JEST|npm_|TEST$)/.test(name)),
);

export interface Ended {
	code: number | null;
	signal: string | null;
	stdout: string;
	stderr: string;
}

export interface Project {
	folder: string;
	/** Starts a program in the folder, and returns when it has ended. */
	run(program: string, ...args: string[]): Promise<Ended>;
	/** The same for a program that has to end well; returns what it printed. */
	print(program: string, ...args: string[]): Promise<string>;
	read(path: string): string;
}

/** A folder with these files, by path, below the installed packages. It is removed after the test. */
export function makeProject(files: Record<string, string | object>): Project {
	const folder = mkdtempSync(join(prepared.root, 'project-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const all = { 'package.json': { name: 'project', private: true, type: 'module' }, ...files };
	for (const [path, content] of Object.entries(all)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		const text = typeof content === 'string' ? content : JSON.stringify(content);
		writeFileSync(join(folder, path), text);
	}

	async function run(program: string, ...args: string[]): Promise<Ended> {
		const child = spawn(program, args, {
			cwd: folder,
			env: { ...OUTER, NEXT_TELEMETRY_DISABLED: '1' },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let [stdout, stderr] = ['', ''];
		child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
		const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
		return { code, signal, stdout, stderr };
	}
	return {
		folder,
		run,
		async print(program, ...args) {
			const { code, signal, stdout, stderr } = await run(program, ...args);
			if (code === 0) return stdout;
			throw new Error(`${program} ended with ${signal ?? code}:\n${stdout}\n${stderr}`);
		},
		read: (path) => readFileSync(join(folder, path), 'utf8'),
	};
}

/** Path of a program of others, as its package has it: `jest/bin/jest.js`. */
export function programPath(path: string): string {
	return join(prepared.programs, 'node_modules', path);
}

/** Paths of what runs JavaScript, by name. */
export const RUNTIMES = {
	node: (version: string) => nodePath(prepared.programs, version),
	bun: () => programPath('.bin/bun'),
	deno: () => programPath('.bin/deno'),
};
