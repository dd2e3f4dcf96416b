/** Tests with the real programs of agents, which `pnpm test deep agents` fetches. */
import { defineConfig } from 'vitest/config';

declare module 'vitest' {
	interface ProvidedContext {
		/** The path of Claude Code's program; empty without one. */
		claudeCode: string;
		/** Where programs are looked for. */
		path: string;
	}
}

export default defineConfig({
	test: {
		include: ['test/agents/*.agent.ts'],
		provide: {
			claudeCode: process.env.TOOL_AUDIT_TEST_CLAUDE_CODE ?? '',
			path: process.env.PATH ?? '',
		},
		testTimeout: 120_000,
		reporters: ['default', ['json', { outputFile: 'reports/agents.json' }]],
	},
});
