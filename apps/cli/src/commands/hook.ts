import { handleHook } from '@tool-audit/capture';
import { type Command, CommanderError } from 'commander';
import { hostname } from 'node:os';
import { chooseAgent } from '../agents.ts';
import { chooseUser } from '../choose-user.ts';
import type { Context } from '../context.ts';
import { addUser } from '../options.ts';
import { type InputStream, readAll } from '../terminal/input.ts';

const INPUT_BYTES_MAX = 16 * 1024 * 1024;
const INPUT_TIME_MAX_MS = 4_000;

/** An agent takes an exit code for an answer, and shows what is printed: a wrong command line does neither. */
export function addHook(program: Command, context: Context): void {
	const command = program
		.command('hook <agent>')
		.summary("record one event of an agent's hook")
		.description(
			'Reads one event on standard input, and records its calls as the installed hook does. Prints nothing, and exits with 0: failures are shown by tool-audit capture status.',
		)
		.configureOutput({ writeErr: () => undefined })
		.exitOverride(({ code, message }) => {
			throw new CommanderError(0, code, message);
		})
		.action(async (name: string, { user }: { user?: string }) => {
			try {
				await recordEvent(context, name, user);
			} catch {
				// Without settings there is no place to keep it. `capture status` tells what is wrong with them.
			}
		});
	addUser(command);
}

async function recordEvent(context: Context, name: string, user: string | undefined) {
	const receivedMs = Date.now();
	const { stdin, withLog } = context;
	const agent = chooseAgent(context, name);
	const settings = context.settings();
	await handleHook(agent.name, settings.data, async () => ({
		input: await readInTime(stdin),
		...{ receivedMs, host: hostname() },
		settings: {
			...{ home: settings.home, data: settings.data, redact: settings.redact },
			timeZone: settings.givenTimeZone,
			user: user ?? (await withLog((log) => chooseUser(log, undefined, context))),
		},
	}));
}

async function readInTime(stdin: InputStream): Promise<string> {
	const timer = setTimeout(() => {
		stdin.destroy(new Error('The event did not arrive in time.'));
	}, INPUT_TIME_MAX_MS);
	try {
		return await readAll(stdin, INPUT_BYTES_MAX);
	} finally {
		clearTimeout(timer);
	}
}
