import { defineConfig } from 'vitest/config';

declare module 'vitest' {
	interface ProvidedContext {
		/** How many times the usual amount the crash, storm and model tests do. */
		scale: number;
	}
}

const scale = Number(process.env.TOOL_AUDIT_TEST_SCALE ?? 1);

export default defineConfig({
	test: {
		// The modules are loaded once, and not for each file: a sixth of the time.
		isolate: false,
		include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
		provide: { scale },
		// Nothing here waits for a time; a small machine may be doing three things at once.
		testTimeout: 120_000 * Math.max(1, scale),
		expect: { poll: { timeout: 30_000 } },
		reporters: ['default', ['json', { outputFile: 'reports/unit.json' }]],
	},
});
