import { type Agent, openClaudeCode } from '@tool-audit/capture';
import { planAgentConfig } from '@tool-audit/settings';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { UsageError } from './failure.ts';

/** In the installed package the hook is next to the code; in a clone it is built when it is needed. */
const PACKED_HOOK = join(import.meta.dirname, '../hook');
const CAPTURE = join(import.meta.dirname, '../../../packages/audit-capture');

export function hookFolder(): string {
	if (existsSync(PACKED_HOOK)) return PACKED_HOOK;
	execFileSync(process.execPath, [join(CAPTURE, 'tools/build-hook.ts')], { stdio: 'ignore' });
	return join(CAPTURE, 'dist/hook');
}

/** All agents that Tool Audit knows. */
export function openAgents(context: Context): Agent[] {
	const { settings, env, cwd } = context;
	const { claudeFolder, data } = settings();
	// Only its path is needed here.
	const { path: configFile } = planAgentConfig({ ...settings(), user: '' }, env);
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
