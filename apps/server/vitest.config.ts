import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
	},
});
