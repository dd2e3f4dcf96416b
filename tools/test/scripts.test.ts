/** The scripts of `package.json` must also work with shells that are not POSIX shells. */
import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function scriptsOf(manifest: string): [name: string, script: string][] {
	const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, manifest), 'utf8')) as {
		scripts?: Record<string, string>;
	};
	return Object.entries(scripts);
}

test.each(scriptsOf('package.json'))('%s runs on the chosen Node', (_name, script) => {
	expect(script).toMatch(/^choose-node && /);
});

test('no script sets a variable, because shells differ in the syntax', () => {
	const manifests = globSync('{.,*,{apps,packages}/*}/package.json', { cwd: ROOT });
	expect(manifests.length).toBeGreaterThan(5);
	const setting = manifests.flatMap(scriptsOf).filter(([, script]) => /(^|&& )\w+=/.test(script));
	expect(setting).toEqual([]);
});

// Programs of packages are batch files on Windows, which only its shell can start.
test.skipIf(process.platform === 'win32')('the test command starts its steps with a shell', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tool-audit-scripts-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const shell = join(folder, 'cmd');
	writeFileSync(shell, '#!/bin/sh\necho "cmd $*"\n');
	chmodSync(shell, 0o755);
	const asOnWindows = `data:text/javascript,Object.defineProperty(process, 'platform', { value: 'win32' })`;
	const command = ['--import', asOnWindows, join(ROOT, 'tools/test.ts'), 'format'];
	const { stdout } = spawnSync(process.execPath, command, {
		cwd: folder,
		env: { PATH: '/usr/bin:/bin', comspec: shell },
		encoding: 'utf8',
	});
	expect(stdout).toMatch(/^cmd .*prettier --check --log-level warn \.$/m);
	expect(stdout).toContain('0 passed, 0 failed');
});
