import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
		// Some of them start processes, on machines that are busy with other things.
		testTimeout: 90_000,
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
	},
});
