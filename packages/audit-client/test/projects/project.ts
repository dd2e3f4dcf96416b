import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { nodePath } from './prepare.ts';

export const prepared = inject('prepared');

/** Whether the client has the entry for tRPC, and types of its own. */
export const hasNewClient = './trpc' in manifest.exports;

/** Defines a test of a project. Where the program that it needs is missing, it is skipped, and its name says why. */
export function testWith(program: string | null, name: string, run: () => Promise<void>): void {
	testIf(program === null || (prepared.missing[program] ?? true), name, run);
}

/** Defines a test of a project; `runs` is true, or says why it can't run here. */
export function testIf(runs: true | string, name: string, run: () => Promise<void>): void {
	const reason = prepared.missing.all ?? runs;
	if (reason === true) test(name, run);
	else test.skip(`${name}: ${reason}`, run);
}

/** What these tests themselves are run with. */
const OWN = /^(NODE_(ENV|OPTIONS|V8_COVERAGE)|VITEST.*|JEST.*|TEST|FORCE_COLOR|npm_(?!config_).*)$/;
const OUTER = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.test(name)));

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
	/** Starts a program that goes on. It is ended after the test. */
	start(program: string, ...args: string[]): ChildProcess;
	/** The content of a file, by its path from the folder. */
	read(path: string): string;
	write(path: string, content: string | object): void;
	/** A copy of a folder of the project where no package can be found. */
	copyAlone(path: string): Project;
}

/** A folder with these files, by path, below the installed packages. It is removed after the test. */
export function makeProject(files: Record<string, string | object>): Project {
	const project = openProject(mkdtempSync(join(prepared.root, 'project-')));
	project.write('package.json', { name: 'project', private: true, type: 'module' });
	for (const [path, content] of Object.entries(files)) project.write(path, content);
	return project;
}

function openProject(folder: string): Project {
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));

	function start(program: string, ...args: string[]): ChildProcess {
		const env = { ...OUTER, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' };
		const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
		onTestFinished(() => void child.kill('SIGKILL'));
		return child;
	}

	async function run(program: string, ...args: string[]): Promise<Ended> {
		const child = start(program, ...args);
		let [stdout, stderr] = ['', ''];
		child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
		child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
		const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
		return { code, signal, stdout, stderr };
	}

	return {
		folder,
		start,
		run,
		async print(program, ...args) {
			const { code, signal, stdout, stderr } = await run(program, ...args);
			if (code === 0) return stdout;
			throw new Error(`${program} ended with ${signal ?? code}:\n${stdout}\n${stderr}`);
		},
		read: (path) => readFileSync(join(folder, path), 'utf8'),
		write(path, content) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			const text = typeof content === 'string' ? content : JSON.stringify(content);
			writeFileSync(join(folder, path), text);
		},
		copyAlone(path) {
			const copy = mkdtempSync(join(tmpdir(), 'tool-audit-alone-'));
			cpSync(join(folder, path), copy, { recursive: true });
			return openProject(copy);
		},
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
