import { defineConfig } from 'vitest/config';

declare module 'vitest' {
	interface ProvidedContext {
		/** How many times the usual amount the property and storm tests do. */
		scale: number;
	}
}

const scale = Number(process.env.TOOL_AUDIT_TEST_SCALE ?? 1);

export default defineConfig({
	test: {
		provide: { scale },
		// Nothing here waits for a time; a small machine may be doing three things at once.
		testTimeout: 120_000 * Math.max(1, scale),
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
	},
});
