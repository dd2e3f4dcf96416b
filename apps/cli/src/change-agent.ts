/** Connects an agent and disconnects it, after showing what changes. */
import {
	type Agent,
	type ConnectOptions,
	type ConnectPlan,
	AgentSettingsError,
} from '@tool-audit/capture';
import { listOwners } from '@tool-audit/accounts/owners';
import { type AgentConfigPlan, planAgentConfig, writeAgentConfig } from '@tool-audit/settings';
import { factsOf, remarksOn } from './agent-facts.ts';
import { chooseAgent } from './agents.ts';
import { chooseUser } from './choose-user.ts';
import type { Context } from './context.ts';
import { Failure, UsageError } from './failure.ts';
import { askYes } from './terminal/ask.ts';

export interface ChangeOptions extends ConnectOptions {
	user?: string;
	yes?: true;
	lines?: true;
	/** Address of the server that the agent posts to. */
	http?: URL;
}

/** The log that an agent's calls go to. It may be empty yet, so a user named by --user may not have one. */
function ownerOf(context: Context, user: string | undefined): Promise<string> {
	return context.withLog(async (log) => user ?? (await chooseUser(log, undefined, context)));
}

export async function install(
	context: Context,
	name: string | undefined,
	options: ChangeOptions,
): Promise<void> {
	const { output } = context;
	const agent = chooseAgent(context, name);
	const config = options.http ? null : await planConfig(context, options.user);
	const plan = explained(() => agent.planConnect({ ...options, server: options.http }));
	showPlan(context, plan, options.lines);
	for (const remark of config ? remarksOnConfig(context, config) : []) output.note(remark);
	await agree(context, options, `Connect ${agent.title}?`);
	explained(() => connect(agent, plan, config));
	output.note(
		`${agent.title} is connected. Restart sessions that are open: their calls are not recorded before.`,
	);
	if (options.http) output.note(KEY_HINT);
	if (!config) return;
	const facts = await context.withLog((log) => factsOf(agent, log, config.values.user ?? null));
	for (const remark of remarksOn(facts)) output.note(remark);
}

const KEY_HINT =
	'Set TOOL_AUDIT_KEY in its environment to an API key with the scope audit:write. Calls that you refuse or interrupt are not posted: import them where the agent runs.';

async function planConfig(context: Context, wanted: string | undefined): Promise<AgentConfigPlan> {
	const user = await ownerOf(context, wanted);
	return planAgentConfig({ ...context.settings(), user });
}

function remarksOnConfig(
	{ settings }: Context,
	{ path, values, replaced }: AgentConfigPlan,
): string[] {
	const { user = '', home } = values;
	const owners = listOwners(settings().data);
	return [
		...replaced.map(
			({ name, before, after }) => `${path} says ${name} is ${before}. It will say ${after}.`,
		),
		`Calls go to the log of ${user} in ${home}. The program reads that from ${path}.`,
		...(owners.length > 0 && !owners.includes(user)
			? [`No account owns that log. There are: ${owners.join(', ')}.`]
			: []),
	];
}

function connect(agent: Agent, plan: ConnectPlan, config: AgentConfigPlan | null): void {
	// The hook needs it from its first call on.
	if (config) writeAgentConfig(config);
	agent.connect(plan);
}

export async function uninstall(
	context: Context,
	name: string | undefined,
	options: ChangeOptions,
): Promise<void> {
	const { output } = context;
	const agent = chooseAgent(context, name);
	const plan = explained(() => agent.planDisconnect(options));
	showPlan(context, plan, options.lines);
	if (plan.lines.length === 0) return;
	await agree(context, options, `Disconnect ${agent.title}?`);
	explained(() => agent.disconnect(plan));
	output.note(
		`${agent.title} is disconnected. Its calls stay in the log, and the program that it ran in ${context.settings().data}.`,
	);
}

function showPlan({ output }: Context, { summary, lines, backupPath }: ConnectPlan, isFull?: true) {
	for (const sentence of summary) output.note(sentence);
	if (lines.length > 0 && backupPath)
		output.note(`The file as it is now is kept as ${backupPath}.`);
	if (isFull) for (const { mark, text } of lines) output.line(`${mark} ${text}`);
}

async function agree({ stdin, stderr }: Context, { yes }: ChangeOptions, question: string) {
	if (yes) return;
	if (!stdin.isTTY) throw new UsageError('There is no terminal to ask. Add --yes to do it.');
	if (!(await askYes(stdin, stderr, question))) throw new Failure('Nothing was changed.');
}

/** Refusals of settings are sentences for people. */
function explained<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof AgentSettingsError) throw new Failure(error.message);
		throw error;
	}
}
