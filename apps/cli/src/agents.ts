import { type Agent, openClaudeCode } from '@tool-audit/capture';
import type { Context } from './context.ts';
import { UsageError } from './failure.ts';
import { hookFolder } from './hook-folder.ts';

/** All agents that Tool Audit knows. */
export function openAgents(context: Context): Agent[] {
	const { settings, env, cwd } = context;
	const { claudeFolder, data, agentConfigFile: configFile } = settings();
	const projectFolder = env['INIT_CWD'] ?? cwd;
	return [
		openClaudeCode({
			...{ claudeFolder, projectFolder, data, configFile },
			...{ hook: hookFolder, node: process.execPath },
		}),
	];
}

/** @throws UsageError with the names of all agents */
export function chooseAgent(context: Context, name: string | undefined): Agent {
	const agents = openAgents(context);
	const agent = agents.find((agent) => agent.name === name);
	if (agent) return agent;
	const known = agents.map((agent) => agent.name).join(', ');
	const wrong = name === undefined ? '' : `Tool Audit does not know ${JSON.stringify(name)}. `;
	throw new UsageError(`${wrong}Name the agent: ${known}.`);
}
