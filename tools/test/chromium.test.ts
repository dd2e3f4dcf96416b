import { expect, test } from 'vitest';
import { chromiumPaths } from '../chromium.ts';

test('Linux: searches the PATH, in its order', () => {
	const system = { platform: 'linux', env: { PATH: '/usr/local/bin:/usr/bin' } } as const;
	const paths = chromiumPaths(system, 'browser');
	expect(paths.slice(0, 2)).toEqual(['/usr/local/bin/chromium', '/usr/bin/chromium']);
	expect(paths).toContain('/usr/bin/google-chrome');
	expect(paths.join()).not.toContain('headless');
});

test('Linux: tests prefer the browser without a window, wherever it is', () => {
	const paths = chromiumPaths({ platform: 'linux', env: { PATH: '/usr/local/bin:/usr/bin' } });
	expect(paths.slice(0, 3)).toEqual([
		'/usr/local/bin/chromium-headless-shell',
		'/usr/bin/chromium-headless-shell',
		'/usr/local/bin/chromium',
	]);
});

test('macOS: searches the applications of the machine and of the user', () => {
	const paths = chromiumPaths({
		platform: 'darwin',
		env: { HOME: '/Users/ann', PATH: '/usr/bin' },
	});
	expect(paths).toEqual(
		expect.arrayContaining([
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
			'/Users/ann/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		]),
	);
});

test('Windows: searches the programs of the machine and of the user, including Edge', () => {
	const env = {
		ProgramFiles: 'C:\\Program Files',
		'ProgramFiles(x86)': 'C:\\Program Files (x86)',
		LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local',
		PATH: 'C:\\Windows',
	};
	expect(chromiumPaths({ platform: 'win32', env })).toEqual(
		expect.arrayContaining([
			'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
			'C:\\Users\\ann\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe',
			'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
		]),
	);
});

test.each(['linux', 'darwin', 'win32'] as const)('%s: CHROMIUM_PATH comes first', (platform) => {
	const env = { CHROMIUM_PATH: '/opt/chromium', PATH: '/usr/bin' };
	expect(chromiumPaths({ platform, env })[0]).toBe('/opt/chromium');
	expect(chromiumPaths({ platform, env: { CHROMIUM_PATH: '' } })).not.toContain('');
});
