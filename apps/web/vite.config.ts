import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

/** Where `pnpm dev` runs the server; the page's own requests are passed on to it. */
const SERVER_URL = process.env.TOOL_AUDIT_DEV_SERVER ?? 'http://127.0.0.1:8321';

/**
 * What several pages share would be dozens of tiny files, each a request of its own before a page can begin.
 * The smallest are put together with what they are mostly loaded with. Kit's own code stays apart: it has to
 * be set up before any of ours runs.
 */
const codeSplitting = {
	minShareCount: 2,
	groups: [
		{
			name: 'kit',
			test: /node_modules[\\/](@sveltejs[\\/]kit|svelte)[\\/]|__sveltekit/,
			priority: 1,
		},
		{ name: 'shared', entriesAware: true, entriesAwareMergeThreshold: 1_500 },
	],
};

export default defineConfig({
	plugins: [
		tailwindcss(),
		sveltekit({
			adapter: adapter({ fallback: 'index.html', precompress: true }),
			paths: { relative: false },
			compilerOptions: { runes: true },
		}),
	],
	// A font inlined as a data: address would be refused by the page's own security policy.
	build: { assetsInlineLimit: 0 },
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting } } } } },
	server: {
		host: '127.0.0.1',
		port: 5173,
		// Test runs beside each other take whatever port is free.
		strictPort: !process.env.VITEST,
		proxy: { '/trpc': SERVER_URL, '/api': SERVER_URL },
	},
	test: {
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['src/**/*.test.ts'],
					exclude: ['src/**/*.svelte.test.ts'],
				},
			},
			{
				extends: true,
				test: {
					name: 'component',
					include: ['src/**/*.svelte.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						instances: [{ browser: 'chromium' }],
						provider: playwright({
							launchOptions: {
								executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
								args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
							},
						}),
					},
				},
			},
		],
	},
});
