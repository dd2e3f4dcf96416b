/** What is known of an agent on this machine, and how it is shown. */
import type { Agent } from '@tool-audit/capture';
import type { AuditLog } from '@tool-audit/core';
import type { Column } from './terminal/table.ts';

/** Where a call of an agent can be: it may have been idle for weeks. */
const LAST_CALL_DAYS = 366;

export interface AgentFacts {
	agent: string;
	title: string;
	found: boolean;
	version: string | null;
	connected: boolean;
	/** ISO 8601; `null` when the log has no call of it. */
	lastCall: string | null;
	history: { files: number; oldest: string; newest: string; isComplete: boolean } | null;
	failures: { count: number; last: { at: string; reason: string } | null };
	places: string[];
	problems: string[];
}

export async function factsOf(
	agent: Agent,
	log: AuditLog,
	user: string | null,
): Promise<AgentFacts> {
	const { found, version, history } = await agent.discover();
	const { isConnected, failures, places, problems } = agent.status();
	return {
		...{ agent: agent.name, title: agent.title, found, version, connected: isConnected },
		lastCall: user === null ? null : await lastCallOf(agent, log, user),
		...{ history, failures, places, problems },
	};
}

async function lastCallOf(agent: Agent, log: AuditLog, user: string): Promise<string | null> {
	const filter = { source: [agent.name] };
	const { entries } = await log.recent(user, { days: LAST_CALL_DAYS, limit: 1, filter });
	const ts = entries[0]?.entry['ts'];
	return typeof ts === 'string' ? ts : null;
}

export const COLUMNS: Column<AgentFacts>[] = [
	{ title: 'agent', cell: ({ agent }) => agent },
	{ title: 'version', cell: ({ version }) => version ?? '' },
	{
		title: 'state',
		cell: ({ found, connected }) =>
			connected ? 'connected' : found ? 'not connected' : 'not found',
	},
	{ title: 'last call', cell: ({ lastCall }) => lastCall?.slice(0, 16).replace('T', ' ') ?? '' },
	{ title: 'history', cell: historyText, flexible: true },
];

export function historyText({ history }: AgentFacts): string {
	if (!history) return '';
	const days = [history.oldest, history.newest].map((time) => time.slice(0, 10));
	const files = `${history.isComplete ? '' : 'more than '}${history.files}`;
	return `${files} ${history.files === 1 ? 'session' : 'sessions'}, ${[...new Set(days)].join(' to ')}`;
}

export function remarksOn(facts: AgentFacts): string[] {
	const { agent, found, connected, lastCall, history, failures, problems } = facts;
	const { count, last } = failures;
	return [
		...problems,
		...(last
			? [
					`${count} ${count === 1 ? 'event' : 'events'} could not be recorded, the last one at ${last.at}: ${last.reason}`,
				]
			: []),
		...(found && !connected ? [`Connect it: tool-audit capture install ${agent}`] : []),
		...(history && lastCall === null ? [`Bring in its history: tool-audit import ${agent}`] : []),
	];
}
