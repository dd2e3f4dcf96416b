import { expect, test } from 'vitest';
import { run } from '../lanes/run.ts';

test('what is held back is answered, with how it ended', async () => {
	const good = await run({ line: 'node -p 6*7', isHeldBack: true });
	expect(good).toMatchObject({ isOk: true, output: '42\n' });
	const bad = await run({ line: 'node -e process.exit(3)', isHeldBack: true });
	expect(bad.isOk).toBe(false);
});

test('a folder has its own programs, and others may come before them', async () => {
	const line = process.platform === 'win32' ? 'echo %PATH%' : 'echo $PATH';
	const { output } = await run({ line, folder: 'test', programs: 'others', isHeldBack: true });
	expect(output).toMatch(/^others[:;][^:;].*?test.node_modules.\.bin[:;]/);
});

// There a shell ends without what it started.
test.skipIf(process.platform === 'win32')(
	'a limit of time ends it with all it started',
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
