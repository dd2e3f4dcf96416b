import {
	type Agent,
	type ConnectOptions,
	type ConnectPlan,
	AgentSettingsError,
} from '@tool-audit/capture';
import type { AuditLog } from '@tool-audit/core';
import { type AgentConfigPlan, planAgentConfig, writeAgentConfig } from '@tool-audit/settings';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { chooseAgent, openAgents } from '../agents.ts';
import { chooseUser } from '../choose-user.ts';
import type { Context } from '../context.ts';
import { listOwners } from '@tool-audit/accounts/owners';
import { Failure, UsageError } from '../failure.ts';
import { addJson, addUser, type JsonOption } from '../options.ts';
import { askYes } from '../terminal/ask.ts';
import type { Output } from '../terminal/output.ts';
import type { Column } from '../terminal/table.ts';

const HELP = `
An agent that is connected runs a small program for each of its tool calls, which records the call.
It is copied into the data folder, together with the path of this Node. It prints nothing and never
stops the agent: what it could not record is shown by tool-audit capture status.

Examples:
  $ tool-audit capture
  $ tool-audit capture install claude-code
  $ tool-audit capture install claude-code --scope project
  $ tool-audit capture install claude-code --http https://audit.example.com
  $ tool-audit capture status claude-code
  $ tool-audit capture uninstall claude-code`;

interface ChangeOptions extends ConnectOptions {
	user?: string;
	yes?: true;
	lines?: true;
	/** Address of the server that the agent posts to. */
	http?: URL;
}

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

async function factsOf(agent: Agent, log: AuditLog, user: string | null): Promise<AgentFacts> {
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

const COLUMNS: Column<AgentFacts>[] = [
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

function historyText({ history }: AgentFacts): string {
	if (!history) return '';
	const days = [history.oldest, history.newest].map((time) => time.slice(0, 10));
	const files = `${history.isComplete ? '' : 'more than '}${history.files}`;
	return `${files} ${history.files === 1 ? 'session' : 'sessions'}, ${[...new Set(days)].join(' to ')}`;
}

function remarksOn(facts: AgentFacts): string[] {
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

/** The log that is looked at for the last call; `null` when there is none to choose without a question. */
async function userOrNone(log: AuditLog, user: string | undefined, context: Context) {
	if (user !== undefined) return chooseUser(log, user, context);
	return chooseUser(log, undefined, context).catch(() => null);
}

async function list(context: Context, user: string | undefined, json: boolean): Promise<void> {
	const { output, withLog } = context;
	await withLog(async (log) => {
		const owner = await userOrNone(log, user, context);
		const agents = await Promise.all(
			openAgents(context).map((agent) => factsOf(agent, log, owner)),
		);
		if (json) return output.json({ agents });
		output.table(COLUMNS)(agents);
		for (const remark of agents.flatMap(remarksOn)) output.note(remark);
	});
}

/** Of one agent, or of each. */
async function showStatus(
	context: Context,
	name: string | undefined,
	user: string | undefined,
	json: boolean,
) {
	const { output, withLog } = context;
	const agents = name === undefined ? openAgents(context) : [chooseAgent(context, name)];
	await withLog(async (log) => {
		const owner = await userOrNone(log, user, context);
		const facts = await Promise.all(agents.map((agent) => factsOf(agent, log, owner)));
		if (json) return output.json(name === undefined ? { agents: facts } : facts[0]);
		for (const one of facts) showFacts(output, one);
	});
}

function showFacts(output: Output, facts: AgentFacts): void {
	const { version, lastCall, history, places } = facts;
	output.line(`${facts.title}: ${facts.found ? (version ?? 'version not known') : 'not found'}`);
	for (const place of places) output.line(place);
	output.line(`Last call: ${lastCall ?? 'none'}`);
	output.line(`History: ${history ? historyText(facts) : 'none'}`);
	for (const remark of remarksOn(facts)) output.note(remark);
}

/** The log that an agent's calls go to. It may be empty yet, so a user named by --user may not have one. */
function ownerOf(context: Context, user: string | undefined): Promise<string> {
	return context.withLog(async (log) => user ?? (await chooseUser(log, undefined, context)));
}

async function install(
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

async function uninstall(
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

function parseAddress(text: string): URL {
	const url = URL.parse(text);
	if (url && /^https?:$/.test(url.protocol)) return url;
	throw new InvalidArgumentError('Use an address such as https://audit.example.com.');
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

export function addCapture(program: Command, context: Context): void {
	const capture = program
		.command('capture')
		.summary('connect agents, so that their calls are recorded')
		.description('Shows the agents on this machine, and connects them.')
		.addHelpText('after', HELP)
		.action(({ user, json }: JsonOption & { user?: string }) => list(context, user, json === true));
	addJson(addUser(capture));
	const status = capture
		.command('status [agent]')
		.summary('show whether an agent is connected, and what could be wrong')
		.description(
			'Shows whether an agent is connected, where its calls go, and what keeps them from being recorded.',
		)
		.action((name: string | undefined, _: unknown, command: Command) => {
			const { user, json } = command.optsWithGlobals<JsonOption & { user?: string }>();
			return showStatus(context, name, user, json === true);
		});
	addJson(addUser(status));
	const change = (name: string, summary: string, description: string) =>
		capture
			.command(`${name} [agent]`)
			.summary(summary)
			.description(description)
			.addOption(
				new Option('--scope <scope>', 'whose settings: all your projects, or this folder')
					.choices(['user', 'project', 'local'])
					.default('user'),
			)
			.option('--follow-links', 'change the file that a symbolic link leads to')
			.option('--lines', 'show each line that changes, with the values of other settings as "…"')
			.option('--yes', 'do it without asking');
	addUser(
		change(
			'install',
			'connect an agent, after showing what changes',
			"Adds entries to an agent's settings, so that each of its calls is recorded. What changes is shown first.",
		).option(
			'--http <address>',
			'let it post its calls to this server, instead of running a program',
			parseAddress,
		),
	).action((name: string | undefined, _: unknown, command: Command) =>
		install(context, name, command.optsWithGlobals<ChangeOptions>()),
	);
	change(
		'uninstall',
		'take the connection back',
		"Removes the entries from an agent's settings, and leaves the rest as it was. Recorded calls stay.",
	).action((name: string | undefined, _: unknown, command: Command) =>
		uninstall(context, name, command.optsWithGlobals<ChangeOptions>()),
	);
}
