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

export function chooseAgent(context: Context, name: string): Agent {
	const agents = openAgents(context);
	const agent = agents.find((agent) => agent.name === name);
	if (agent) return agent;
	const known = agents.map((agent) => agent.name).join(', ');
	throw new UsageError(`${JSON.stringify(name)} is not an agent that can be connected: ${known}.`);
}
