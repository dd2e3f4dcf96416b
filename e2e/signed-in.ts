import { test } from '@playwright/test';
import { setUp, type Cookies } from './page-actions.ts';
import { AT_NOON, startServer, type RunningServer } from './server.ts';

/** One server for the tests of a spec. */
export interface SignedIn {
	server: RunningServer;
}

/**
 * Call it once at the top of a spec: starts a server with the admin robin before its tests, and signs the browser of
 * each test in. `server` is set from the spec's own `beforeAll` on.
 */
export function useSignedIn({ sampleData = true } = {}): SignedIn {
	const spec = {} as SignedIn;
	let cookies: Cookies;
	test.beforeAll(async () => {
		spec.server = await startServer(AT_NOON);
		cookies = await setUp(spec.server, sampleData);
	});
	test.afterAll(() => spec.server.stop());
	test.beforeEach(({ context }) => context.addCookies(cookies));
	return spec;
}
