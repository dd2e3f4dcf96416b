import { expect, test } from 'vitest';
import { run } from '../lanes/run.ts';

test('returns the collected output and the outcome', async () => {
	const good = await run({ line: 'node -p 6*7', isHeldBack: true });
	expect(good).toMatchObject({ isOk: true, output: '42\n' });
	const bad = await run({ line: 'node -e process.exit(3)', isHeldBack: true });
	expect(bad.isOk).toBe(false);
});

test('puts other programs first on the PATH, then those of the folder', async () => {
	const line = process.platform === 'win32' ? 'echo %PATH%' : 'echo $PATH';
	const { output } = await run({ line, folder: 'test', programs: 'others', isHeldBack: true });
	expect(output).toMatch(/^others[:;][^:;].*?test.node_modules.\.bin[:;]/);
});

// On Windows ending the shell does not end the processes it started.
test.skipIf(process.platform === 'win32')(
	'the time limit ends a command with all processes it started',
	async () => {
		const { isOk, output } = await run({
			line: 'echo begun; sleep 60; echo more',
			limitMs: 100,
			isHeldBack: true,
		});
		expect(isOk).toBe(false);
		expect(output).not.toContain('more');
	},
);
