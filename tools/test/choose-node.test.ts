/** Machines with and without a Node that is new enough, and with an npm that has one or not. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
	chmod,
	copyFile,
	mkdir,
	mkdtemp,
	readFile,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const TOOLS = join(import.meta.dirname, '..');
const SYSTEM = ['/usr/bin', '/bin'];

/** Fails where an older Node fails, and runs everything else. */
const OLD_NODE = `case "$1" in
-v) echo v20.20.2 ;;
-e) echo "argon2Sync is not a function" >&2; exit 1 ;;
*) exec "${process.execPath}" "$@" ;;
esac`;

/** What npm prints for a version that does not exist. */
const NPM_WITHOUT = `echo "npm error code ETARGET" >&2
echo "npm error notarget No matching version found." >&2
exit 1`;

/** Copies a program to where npm installs that of a package. */
const npmWith = (program: string) => `name="\${2%@*}"
mkdir -p "node_modules/$name/bin"
cp "${program}" "node_modules/$name/bin/node"`;

interface Machine {
	/** A clone of the repository with the files needed here. */
	root: string;
	setNode: (age: 'old' | 'new') => Promise<void>;
	/** Runs a command line as pnpm runs a script: the clone's programs first, then the machine's. */
	run: (command: string) => Promise<{ code: number | null; out: string; err: string }>;
	hasPlaced: () => boolean;
}

async function program(path: string, script: string): Promise<void> {
	await writeFile(path, `#!/bin/sh\n${script}\n`);
	await chmod(path, 0o755);
}

async function createMachine(node: 'old' | 'new', npm: string): Promise<Machine> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-node-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const [root, bin] = [join(folder, 'clone'), join(folder, 'bin')];
	for (const path of [bin, join(root, 'tools'), join(root, 'node_modules/.bin')]) {
		await mkdir(path, { recursive: true });
	}
	await copyFile(join(TOOLS, 'choose-node.js'), join(root, 'tools/choose-node.js'));
	await writeFile(join(root, 'tools/package.json'), '{ "name": "tools", "type": "module" }');
	// Like pnpm's shim: a shell script that finds Node on the `PATH`.
	const chooser = `exec node "${join(root, 'tools/choose-node.js')}"`;
	await program(join(root, 'node_modules/.bin/choose-node'), chooser);
	await program(join(bin, 'npm'), npm);

	async function setNode(age: 'old' | 'new'): Promise<void> {
		await rm(join(bin, 'node'), { force: true });
		if (age === 'new') await symlink(process.execPath, join(bin, 'node'));
		else await program(join(bin, 'node'), OLD_NODE);
	}
	await setNode(node);
	const PATH = [join(root, 'node_modules/.bin'), bin, ...SYSTEM].join(delimiter);
	return {
		root,
		setNode,
		hasPlaced: () => existsSync(join(root, 'node_modules/.bin/node')),
		run: (command) =>
			new Promise((resolve) => {
				const child = spawn('/bin/sh', ['-c', command], { cwd: root, env: { PATH, HOME: folder } });
				const ended = { out: '', err: '' };
				child.stdout.on('data', (chunk: Buffer) => (ended.out += chunk.toString()));
				child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()));
				child.on('close', (code) => resolve({ code, ...ended }));
			}),
	};
}

const SENTENCE =
	/^Install Node\.js 24\.7 or newer from https:\/\/nodejs\.org [^\n]*v20\.20\.2[^\n]*\.$/m;

// The simulated machines are shell scripts.
describe.skipIf(process.platform === 'win32')('scripts run on', () => {
	test('uses the machine’s own Node if it is new enough, whatever npm has', async () => {
		const { run, hasPlaced } = await createMachine('new', NPM_WITHOUT);
		expect(await run('choose-node && node -v')).toEqual({
			...{ code: 0, err: '', out: `${process.version}\n` },
		});
		expect(hasPlaced()).toBe(false);
	});

	test('uses one from npm if it is not', async () => {
		const { run, root } = await createMachine('old', npmWith(process.execPath));
		const { code, out } = await run('choose-node && command -v node && node -v');
		expect(out).toBe(`${join(root, 'node_modules/.bin/node')}\n${process.version}\n`);
		expect(code).toBe(0);
	});

	test('uses the machine’s own again when it has become new enough', async () => {
		const { run, setNode, hasPlaced } = await createMachine('old', npmWith(process.execPath));
		await run('choose-node');
		expect(hasPlaced()).toBe(true);
		await setNode('new');
		expect((await run('choose-node && node -v')).out).toBe(`${process.version}\n`);
		expect(hasPlaced()).toBe(false);
	});

	test('says what to install when npm has none', async () => {
		const { run, hasPlaced } = await createMachine('old', NPM_WITHOUT);
		const { code, out, err } = await run('choose-node && echo "went on"');
		expect(err).toMatch(SENTENCE);
		expect(err).toContain('ETARGET');
		expect(err.match(/Install/g)).toHaveLength(1);
		expect(out).toBe('');
		expect(code).toBe(1);
		expect(hasPlaced()).toBe(false);
	});

	test('says what to install when the one from npm does not run, as on a system with another C library', async () => {
		const { run, hasPlaced } = await createMachine('old', npmWith('/etc/passwd'));
		const { code, err } = await run('choose-node');
		expect(err).toMatch(SENTENCE);
		expect(code).toBe(1);
		expect(hasPlaced()).toBe(false);
	});
});

/** An installation and a start, with this repository's own scripts. */
async function withWorkspace(machine: Machine): Promise<void> {
	const own = async (path: string) => readFile(join(TOOLS, '..', path), 'utf8');
	const { scripts } = JSON.parse(await own('apps/web/package.json')) as {
		scripts: { prepare: string };
	};
	const { bin } = JSON.parse(await own('tools/package.json')) as { bin: object };
	const settings = /^verifyDepsBeforeRun: .*$/m.exec(await own('pnpm-workspace.yaml'))![0];
	const { root } = machine;
	await rm(join(root, 'node_modules'), { recursive: true });
	await mkdir(join(root, 'apps/web'), { recursive: true });
	const manifest = (path: string, content: object) =>
		writeFile(join(root, path, 'package.json'), JSON.stringify({ type: 'module', ...content }));
	await manifest('tools', { name: '@tool-audit/tools', version: '1.0.0', bin });
	await manifest('apps/web', {
		...{ name: 'web', version: '1.0.0' },
		scripts: { prepare: scripts.prepare.replace('svelte-kit sync', 'node sync.js') },
	});
	await writeFile(join(root, 'apps/web/sync.js'), `console.log('synced on ' + process.version);`);
	await manifest('.', {
		name: 'clone',
		scripts: { start: 'choose-node && node -v' },
		devDependencies: { '@tool-audit/tools': 'workspace:*' },
	});
	const packages = 'packages: [tools, apps/*]';
	await writeFile(join(root, 'pnpm-workspace.yaml'), `${packages}\n${settings}\n`);
}

describe.skipIf(process.platform === 'win32')('a start in a new clone', () => {
	const PNPM = (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, 'pnpm'))
		.find((path) => existsSync(path))!;

	test('installs nothing from npm when the machine’s own Node is new enough', async () => {
		const machine = await createMachine('new', NPM_WITHOUT);
		await withWorkspace(machine);
		const { code, out } = await machine.run(`${PNPM} start`);
		expect(out).toBe(`${process.version}\n`);
		expect(code).toBe(0);
	});

	test('runs on the one from npm otherwise', async () => {
		const machine = await createMachine('old', npmWith(process.execPath));
		await withWorkspace(machine);
		const { code, out, err } = await machine.run(`${PNPM} start`);
		expect(err).toContain(`synced on ${process.version}\n`);
		expect(out).toBe(`${process.version}\n`);
		expect(code).toBe(0);
	});

	test('ends with the sentence when there is no Node, and completes the installation once there is one', async () => {
		const machine = await createMachine('old', NPM_WITHOUT);
		await withWorkspace(machine);
		const { code, out, err } = await machine.run(`${PNPM} start`);
		expect(err).not.toContain('synced on');
		expect(err.slice(err.lastIndexOf('$ choose-node'))).toMatch(SENTENCE);
		expect(out).toBe('');
		expect(code).not.toBe(0);
		await machine.setNode('new');
		const later = await machine.run(`${PNPM} start`);
		expect(later.err).toContain(`synced on ${process.version}\n`);
		expect(later.out).toBe(`${process.version}\n`);
	});
});
