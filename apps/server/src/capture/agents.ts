/**
 * The agents on the server's own machine: what they are, connecting them, and bringing in their history. Only for an
 * admin whose browser runs on this machine too (see docs/decisions), because it changes files of the person who started
 * the server, and the calls go into one log.
 */
import type {
	Agent,
	AgentStatus,
	ConnectPlan,
	DiscoveredAgent,
	Failures,
} from '@tool-audit/capture';
import type { AuditLog } from '@tool-audit/core';
import {
	type AgentConfigPlan,
	planAgentConfig,
	type Settings,
	writeAgentConfig,
} from '@tool-audit/settings';
import { createHash } from 'node:crypto';
import { found, Refusal } from '../refusal.ts';

export interface AgentAnswer extends DiscoveredAgent, AgentStatus {
	/** The newest call of it in the own log, which began at `ts`; `null` without one. */
	lastCall: { ts: string; day: string; ref: string } | null;
}

export interface FailingAgent extends Failures, Pick<AgentStatus, 'stopped'> {
	agent: string;
	title: string;
}

/** What connecting or disconnecting would change. */
export interface ConnectPreview extends Pick<
	ConnectPlan,
	'path' | 'summary' | 'lines' | 'backupPath'
> {
	/** The config file that the agent's hook reads, and what would be replaced in it. */
	config: Pick<AgentConfigPlan, 'path' | 'replaced'> | null;
	/** Names exactly this change. */
	fingerprint: string;
}

export interface Agents {
	list(user: string): Promise<AgentAnswer[]>;
	/** Titles of the agents whose history can be imported. */
	withHistory(): Promise<string[]>;
	/** The agents whose calls are not recorded although they are connected, or could not be recorded lately. */
	failing(): FailingAgent[];
	agent(name: string): Agent;
	previewConnect(name: string, user: string): ConnectPreview;
	/** Makes the change that was shown; a conflict when it would be another one now. */
	connect(name: string, user: string, fingerprint: string): void;
	previewDisconnect(name: string): ConnectPreview;
	disconnect(name: string, fingerprint: string): void;
}

export interface AgentsOptions {
	agents: readonly Agent[];
	log: Pick<AuditLog, 'recent'>;
	settings: Pick<Settings, 'home' | 'data' | 'redact' | 'givenTimeZone' | 'agentConfigFile'>;
}

/** An agent may have been idle for long. */
const LAST_CALL_DAYS = 366;
const LAST_CALL_BUDGET_MS = 1_000;

const DAY_MS = 86_400_000;
/** What happened before is no news any more. */
const FAILURE_DAYS = 7;

export function createAgents({ agents, log, settings }: AgentsOptions): Agents {
	const agentNamed = (name: string) =>
		found(agents.find((agent) => agent.name === name) ?? null, 'This agent is not known.');

	async function lastCallOf(agent: Agent, user: string): Promise<AgentAnswer['lastCall']> {
		const { entries } = await log.recent(user, {
			...{ days: LAST_CALL_DAYS, limit: 1, budgetMs: LAST_CALL_BUDGET_MS },
			filter: { source: [agent.name] },
		});
		const newest = entries[0];
		if (!newest) return null;
		const { entry, day, ref } = newest;
		const { ts } = entry;
		return typeof ts === 'string' ? { ts, day, ref } : null;
	}

	function planConnect(name: string, user: string) {
		const plan = agentNamed(name).planConnect();
		const config = planAgentConfig({ ...settings, user });
		return { plan, config, preview: previewOf(plan, config) };
	}

	function planDisconnect(name: string) {
		const plan = agentNamed(name).planDisconnect();
		return { plan, preview: previewOf(plan, null) };
	}

	return {
		agent: agentNamed,
		list: (user) =>
			Promise.all(
				agents.map(async (agent) => ({
					...(await agent.discover()),
					...agent.status(),
					lastCall: await lastCallOf(agent, user),
				})),
			),
		async withHistory() {
			const discovered = await Promise.all(agents.map((agent) => agent.discover()));
			return discovered.filter(({ history }) => history !== null).map(({ title }) => title);
		},
		failing() {
			const sinceMs = Date.now() - FAILURE_DAYS * DAY_MS;
			const isRecent = ({ last }: Failures) => last !== null && Date.parse(last.at) >= sinceMs;
			return agents
				.map((agent) => {
					const { stopped, failures } = agent.status();
					return { agent: agent.name, title: agent.title, stopped, ...failures };
				})
				.filter((agent) => agent.stopped !== null || isRecent(agent));
		},
		previewConnect: (name, user) => planConnect(name, user).preview,
		connect(name, user, fingerprint) {
			const { plan, config, preview } = planConnect(name, user);
			checkSame(preview, fingerprint);
			// The hook needs it from its first call on.
			writeAgentConfig(config);
			agentNamed(name).connect(plan);
		},
		previewDisconnect: (name) => planDisconnect(name).preview,
		disconnect(name, fingerprint) {
			const { plan, preview } = planDisconnect(name);
			checkSame(preview, fingerprint);
			agentNamed(name).disconnect(plan);
		},
	};
}

function previewOf(
	{ path, summary, lines, backupPath }: ConnectPlan,
	config: AgentConfigPlan | null,
): ConnectPreview {
	const fingerprint = createHash('sha256')
		.update(JSON.stringify([path, lines, config?.values ?? null, config?.replaced ?? null]))
		.digest('hex');
	const shown = config && { path: config.path, replaced: config.replaced };
	return { path, summary, lines, backupPath, config: shown, fingerprint };
}

function checkSame(preview: ConnectPreview, fingerprint: string): void {
	if (preview.fingerprint === fingerprint) return;
	throw new Refusal(
		'CONFLICT',
		'The settings have changed since they were shown. Nothing was written; look at the change again.',
	);
}
