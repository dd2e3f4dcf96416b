import type { Flags } from '@tool-audit/settings';
import { Command, CommanderError } from 'commander';
import { addCapture } from './commands/capture.ts';
import { addDay } from './commands/day.ts';
import { addDays } from './commands/days.ts';
import { addHook } from './commands/hook.ts';
import { addImport } from './commands/import.ts';
import { addKeys } from './commands/keys.ts';
import { addRecent } from './commands/recent.ts';
import { addRecord } from './commands/record.ts';
import { addSearch } from './commands/search.ts';
import { addSecrets } from './commands/secrets.ts';
import { addStart } from './commands/start.ts';
import { addTail } from './commands/tail.ts';
import { addUsers } from './commands/users.ts';
import { createContext, type Given, type Surroundings } from './context.ts';
import { EXIT, exitCodeOf } from './failure.ts';
import { createNowhere } from './terminal/nowhere.ts';
import { visibleLines } from './terminal/visible.ts';
import { version } from './version.ts';

const SETTINGS = `
Settings come from flags, then from environment variables, then from
~/.config/tool-audit/config.json. Without them the logs are in ./home if that folder holds
logs, else in ~/.local/share/tool-audit/home.
`;
const SETTINGS_WITHOUT_CONFIG = `
Settings come from flags, then from environment variables. No config file is read, because
TOOL_AUDIT_CONFIG is none.
`;

const HELP = `
On a terminal, tables are truncated to its width. In a pipe they are complete, without a header,
and columns are separated by tabs. --json prints one JSON document (tail: one line per call).
Results go to standard output, messages to standard error. Control characters are shown as
escapes such as \\u001b.

Exit codes: 0 done, 1 failed, 2 usage error.

Examples:
  $ tool-audit start
  $ tool-audit capture install claude-code
  $ tool-audit import claude-code
  $ tool-audit users add alice --admin
  $ tool-audit keys create --user alice --scope audit:read
  $ tool-audit recent --status denied
  $ tool-audit day yesterday --json`;

export function createProgram(surroundings: Surroundings): Command {
	const { stdout, stderr, env } = surroundings;
	const settings = env['TOOL_AUDIT_CONFIG'] === 'none' ? SETTINGS_WITHOUT_CONFIG : SETTINGS;
	const program = new Command('tool-audit');
	let given: Given = { flags: {}, isServer: false };
	const context = createContext(surroundings, () => given);
	program
		.description("Record, read and show AI agents' tool calls.")
		.version(version, '--version', 'print the version')
		.option('--home <folder>', 'folder of the logs (TOOL_AUDIT_HOME)')
		.option('--data <folder>', 'folder of accounts and indexes (TOOL_AUDIT_DATA)')
		.option('--time-zone <name>', 'time zone of the days (TOOL_AUDIT_TIME_ZONE)')
		.option('--redact <file>', 'file of further secrets and allowed values (TOOL_AUDIT_REDACT)')
		.addHelpText('after', settings + HELP)
		.configureOutput({
			writeOut: (text) => stdout.write(text),
			// The message may contain what was typed.
			writeErr: (text) => stderr.write(visibleLines(text)),
			outputError: (text, write) =>
				write(`${plainly(text.trimEnd()).replace(/^error:/, 'tool-audit:')} (see --help)\n`),
			getOutHasColors: () => false,
			getErrHasColors: () => false,
		})
		.exitOverride()
		.hook('preAction', (_, command) => {
			given = { flags: command.optsWithGlobals<Flags>(), isServer: command.name() === 'start' };
		});
	addStart(program, context);
	addCapture(program, context);
	addImport(program, context);
	addUsers(program, context);
	addKeys(program, context);
	addDays(program, context);
	addDay(program, context);
	addRecent(program, context);
	addSearch(program, context);
	addSecrets(program, context);
	addTail(program, context);
	addRecord(program, context);
	addHook(
		program,
		createContext({ ...surroundings, stderr: createNowhere() }, () => given),
	);
	return program;
}

/** Commander's own sentences about an invalid value, in the words of all others. */
function plainly(message: string): string {
	return message
		.replace(INVALID_ARGUMENT, (_, value: string, name: string) => invalid(value, name))
		.replace(INVALID_OPTION, (_, name: string, value: string) => invalid(value, name));
}

const INVALID_ARGUMENT = /command-argument value '(.*)' is invalid for argument '(.+?)'\./s;
const INVALID_OPTION = /option '.*?(--[a-z-]+)[^']*' argument '(.*)' is invalid\./s;

function invalid(value: string, name: string): string {
	return `${JSON.stringify(value)} is not a valid ${name}.`;
}

/** Runs one command line and returns its exit code. An error is printed as a message, without a stack. */
export async function run(args: string[], surroundings: Surroundings): Promise<number> {
	try {
		await createProgram(surroundings).parseAsync(args, { from: 'user' });
		return EXIT.ok;
	} catch (error) {
		// Commander has already printed its own errors.
		if (!(error instanceof CommanderError)) {
			const message = error instanceof Error ? error.message : String(error);
			surroundings.stderr.write(`tool-audit: ${visibleLines(message)}\n`);
		}
		return exitCodeOf(error);
	}
}
