import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { bundledModules } from './bundled-modules.ts';

/** Where `pnpm dev` runs the server; the page's own requests are passed on to it. */
const SERVER_URL = process.env.TOOL_AUDIT_DEV_SERVER ?? 'http://127.0.0.1:8321';

export default defineConfig({
	plugins: [
		tailwindcss(),
		sveltekit({
			adapter: adapter({ fallback: 'index.html', precompress: true }),
			paths: { relative: false },
			compilerOptions: { runes: true },
		}),
		bundledModules(join(import.meta.dirname, '.svelte-kit/bundled-modules.json')),
	],
	// The page's own security policy would block a font inlined as a data: address.
	build: { assetsInlineLimit: 0 },
	server: {
		host: '127.0.0.1',
		port: 5173,
		// Test runs in parallel each take a free port.
		strictPort: !process.env.VITEST,
		proxy: { '/trpc': SERVER_URL, '/api': SERVER_URL },
	},
	test: {
		// Nothing here waits for a time; a small machine may be doing three things at once.
		expect: { poll: { timeout: 30_000 } },
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					isolate: false,
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
