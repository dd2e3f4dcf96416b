import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		// Hashing passwords and starting servers is slow on a busy machine.
		testTimeout: 90_000,
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
	},
});
