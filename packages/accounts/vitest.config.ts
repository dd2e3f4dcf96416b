import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
		// Some tests start processes, which is slow on a busy machine.
		testTimeout: 90_000,
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
	},
});
