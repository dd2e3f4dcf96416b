/**
 * Projects of users, each with the two packages as they are published: `pnpm test deep projects`. What the projects need
 * besides is installed from a registry into `~/.cache/tool-audit-tests`.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/projects/*.package.ts'],
		globalSetup: ['test/projects/prepare.ts'],
		// Compilers and installers are started, two at a time.
		maxWorkers: 2,
		testTimeout: 180_000,
		hookTimeout: 180_000,
		reporters: ['default', ['json', { outputFile: 'reports/projects.json' }]],
	},
});
