import { defineConfig, devices } from '@playwright/test';

const LAUNCH_ARGS = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	'--disable-quic',
];

export default defineConfig({
	testDir: 'specs',
	// Every spec starts its own server on a free port; two at a time leave a small machine no time to idle.
	workers: 2,
	retries: 0,
	// Generous, because a small machine may be doing three things at once; nothing here waits for a time.
	timeout: 90_000,
	expect: { timeout: 15_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: [['list'], ['json', { outputFile: 'reports/e2e.json' }]],
	use: {
		...devices['Desktop Chrome'],
		viewport: { width: 1440, height: 900 },
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
			args: process.getuid?.() === 0 ? ['--no-sandbox', ...LAUNCH_ARGS] : LAUNCH_ARGS,
		},
	},
	projects: [
		{ name: 'desktop' },
		{
			name: 'phone',
			use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
		},
	],
});
