/** Tests with the package as it is published, for which it is built and packed: `pnpm test deep package`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/*.package.ts'],
		testTimeout: 90_000,
		reporters: ['default', ['json', { outputFile: 'reports/package.json' }]],
	},
});
