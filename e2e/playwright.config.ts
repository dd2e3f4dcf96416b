import { defineConfig, devices } from '@playwright/test';

const LAUNCH_ARGS = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	'--disable-quic',
	// Without one, drawing as if there were one takes longer.
	'--disable-gpu',
];

/** More than 1 in `pnpm test deep`, which runs every flow, and all of them at the size of a phone too. */
const scale = Number(process.env.TOOL_AUDIT_TEST_SCALE ?? 1);
/** A flow that takes long and is rarely affected by a change has this tag. */
const DEEP = /@deep/;

export default defineConfig({
	testDir: 'specs',
	// Every spec starts its own server on a free port. Two at a time, each with a server and a browser, keep two cores
	// busy.
	workers: 2,
	// Only in CI, where a failure can't be looked into at once. The test command lists each test that needed a retry.
	retries: process.env.CI ? 2 : 0,
	// Generous, because a small machine may be doing other things too. No test waits for a fixed time.
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
		{ name: 'desktop', ...(scale > 1 ? {} : { grepInvert: DEEP }) },
		{
			name: 'phone',
			// A flow that depends on screen size or touch has this tag; all others run once.
			...(scale > 1 ? {} : { grep: /@phone/, grepInvert: DEEP }),
			use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
		},
	],
});
