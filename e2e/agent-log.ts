import { test } from '@playwright/test';
import { startAgent, type Agent } from './agent.ts';
import { startServer, type RunningServer } from './server.ts';
import { setUp } from './page-actions.ts';

/** What a spec about today's log begins with: one server, and for each test an agent with an empty day. */
export interface AgentLog {
	server: RunningServer;
	agent: Agent;
	/** Calls that were numbered in this test. */
	written: number;
}

/** To be called once in a spec. What it gives is there from the first `beforeEach` of the spec on. */
export function useAgentLog(): AgentLog {
	const log = {} as AgentLog;
	let cookies: Awaited<ReturnType<typeof setUp>>;
	test.beforeAll(async () => {
		log.server = await startServer();
		cookies = await setUp(log.server, false);
	});
	test.afterAll(() => log.server.stop());
	test.beforeEach(async ({ context, page }) => {
		await context.addCookies(cookies);
		log.agent = await startAgent(page, log.server);
		log.written = 0;
	});
	return log;
}
