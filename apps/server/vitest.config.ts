import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		// The server's modules are loaded once, and not for each file: a third of the time.
		isolate: false,
		include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
		// Some of them start processes, on machines that are busy with other things.
		testTimeout: 90_000,
		expect: { poll: { timeout: 30_000 } },
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
	},
});
