import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isRunning, ownProcess } from './process.ts';

const MODULE = new URL('./process.ts', import.meta.url).href;
const TELL = `import { startingProcess } from '${MODULE}'; console.log(startingProcess().pid);`;

test('a process runs until it has ended', async () => {
	const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
	const name = { pid: child.pid!, started: '' };
	expect(isRunning(name)).toBe(true);
	child.kill('SIGKILL');
	await once(child, 'exit');
	expect(isRunning(name)).toBe(false);
});

test('a process that has the id of an ended one is another one', () => {
	const own = ownProcess();
	expect(isRunning(own)).toBe(true);
	expect(isRunning({ ...own, started: `${own.started}0` })).toBe(false);
});

test.skipIf(process.platform === 'win32')('the starting process is no shell', () => {
	const direct = spawnSync(process.execPath, ['--input-type=module', '-e', TELL]);
	expect(direct.stdout.toString().trim()).toBe(String(process.pid));
	// A second command keeps the shell from becoming the program.
	const command = `"${process.execPath}" --input-type=module -e "${TELL}"; true`;
	const inShells = spawnSync('sh', ['-c', `sh -c '${command.replaceAll("'", "'\\''")}'; true`]);
	expect(inShells.stdout.toString().trim()).toBe(String(process.pid));
});
