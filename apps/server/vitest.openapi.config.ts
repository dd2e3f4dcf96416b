/** Tests with redocly and generators of clients, which `pnpm test deep openapi` fetches. */
import { defineConfig } from 'vitest/config';

declare module 'vitest' {
	interface ProvidedContext {
		/** The folder in which these programs are installed. */
		openApiTools: string;
	}
}

export default defineConfig({
	test: {
		include: ['test/openapi/*.openapi.ts'],
		provide: { openApiTools: process.env.TOOL_AUDIT_TEST_OPENAPI_TOOLS ?? '' },
		testTimeout: 300_000,
		reporters: ['default', ['json', { outputFile: 'reports/openapi.json' }]],
	},
});
