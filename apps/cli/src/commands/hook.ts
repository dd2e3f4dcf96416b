import { handleHook } from '@tool-audit/capture';
import type { Command } from 'commander';
import { hostname } from 'node:os';
import { chooseAgent } from '../agents.ts';
import { chooseUser } from '../choose-user.ts';
import type { Context } from '../context.ts';
import { addUser } from '../options.ts';
import { readAll } from '../terminal/input.ts';

const INPUT_BYTES_MAX = 256 * 1024 * 1024;

export function addHook(program: Command, context: Context): void {
	const { settings, stdin, withLog } = context;
	const command = program
		.command('hook <agent>')
		.summary("record one event of an agent's hook")
		.description(
			'Reads one event on standard input, and records its calls as the installed hook does. Prints nothing, and exits with 0: failures are shown by tool-audit capture status.',
		)
		.action(async (name: string, { user }: { user?: string }) => {
			const agent = chooseAgent(context, name);
			const receivedMs = Date.now();
			await handleHook(agent.name, settings().data, async () => ({
				input: await readAll(stdin, INPUT_BYTES_MAX),
				receivedMs,
				host: hostname(),
				settings: {
					...{ home: settings().home, data: settings().data, redact: settings().redact },
					timeZone: settings().givenTimeZone,
					user: user ?? (await withLog((log) => chooseUser(log, undefined, context))),
				},
			}));
		});
	addUser(command);
}
