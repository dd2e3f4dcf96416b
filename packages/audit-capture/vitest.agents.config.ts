/** Tests with the real programs of agents, which `pnpm test deep agents` fetches. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/agents/*.agent.ts'],
		testTimeout: 120_000,
		reporters: ['default', ['json', { outputFile: 'reports/agents.json' }]],
	},
});
