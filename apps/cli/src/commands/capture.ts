import type { AuditLog } from '@tool-audit/core';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AgentFacts, COLUMNS, factsOf, historyText, remarksOn } from '../agent-facts.ts';
import { chooseAgent, openAgents } from '../agents.ts';
import { type ChangeOptions, install, uninstall } from '../change-agent.ts';
import { chooseUser } from '../choose-user.ts';
import type { Context } from '../context.ts';
import { addJson, addUser, type JsonOption } from '../options.ts';
import type { Output } from '../terminal/output.ts';

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

function parseAddress(text: string): URL {
	const url = URL.parse(text);
	if (url && /^https?:$/.test(url.protocol)) return url;
	throw new InvalidArgumentError('Use an address such as https://audit.example.com.');
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
