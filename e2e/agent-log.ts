import { test } from '@playwright/test';
import { startAgent, type Agent } from './agent.ts';
import { useSignedIn, type SignedIn } from './signed-in.ts';

/** What a spec about today's log needs: one server, and for each test an agent with an empty day. */
export interface AgentLog extends SignedIn {
	agent: Agent;
	/** Calls that were numbered in this test. */
	written: number;
}

/** Call it once at the top of a spec. `agent` is set from the spec's own `beforeEach` on. */
export function useAgentLog(): AgentLog {
	const log = useSignedIn({ sampleData: false }) as AgentLog;
	test.beforeEach(async ({ page }) => {
		log.agent = await startAgent(page, log.server);
		log.written = 0;
	});
	return log;
}
