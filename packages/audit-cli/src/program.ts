import { Command, CommanderError } from 'commander';
import { addDay } from './commands/day.ts';
import { addDays } from './commands/days.ts';
import { addKeys } from './commands/keys.ts';
import { addRecent } from './commands/recent.ts';
import { addRecord } from './commands/record.ts';
import { addSearch } from './commands/search.ts';
import { addTail } from './commands/tail.ts';
import { addUsers } from './commands/users.ts';
import { createContext, type Surroundings } from './context.ts';
import { EXIT, exitCodeOf } from './failure.ts';
import { visibleLines } from './terminal/visible.ts';

const HELP = `
Files and accounts are those of the server, whether it runs or not:
  TOOL_AUDIT_HOME       the logs (default ./home)
  TOOL_AUDIT_DATA       the accounts (default ./data)
  TOOL_AUDIT_TIME_ZONE  the zone that days are cut in

On a terminal, rows are cut to its width; in a pipe they are whole, without a header, and parted by
tabs. --json prints one JSON document (tail: one a row, each on a line). What is asked for goes to standard
output, all else to standard error. Characters that a terminal would obey are shown as escapes such as \\u001b.

Exit codes: 0 done, 1 failed, 2 asked for wrongly.

Examples:
  $ tool-audit users add alice --admin
  $ tool-audit keys create --user alice --scope audit:read
  $ tool-audit recent --status denied
  $ tool-audit day yesterday --json`;

export function createProgram(surroundings: Surroundings): Command {
	const { stdout, stderr } = surroundings;
	const context = createContext(surroundings);
	const program = new Command('tool-audit')
		.description("Reads and writes the record of what AI agents' tools did, and sets up a server.")
		.addHelpText('after', HELP)
		.configureOutput({
			writeOut: (text) => stdout.write(text),
			// What was typed comes back in the message.
			writeErr: (text) => stderr.write(visibleLines(text)),
			outputError: (text, write) =>
				write(`${text.trimEnd().replace(/^error:/, 'tool-audit:')} (--help says more)\n`),
			getOutHasColors: () => false,
			getErrHasColors: () => false,
		})
		.exitOverride();
	addUsers(program, context);
	addKeys(program, context);
	addDays(program, context);
	addDay(program, context);
	addRecent(program, context);
	addSearch(program, context);
	addTail(program, context);
	addRecord(program, context);
	return program;
}

/** Runs one command line and gives its exit code. What went wrong is one sentence, and never a stack. */
export async function run(args: string[], surroundings: Surroundings): Promise<number> {
	try {
		await createProgram(surroundings).parseAsync(args, { from: 'user' });
		return EXIT.ok;
	} catch (error) {
		// Commander has said its own errors by itself.
		if (!(error instanceof CommanderError)) {
			const message = error instanceof Error ? error.message : String(error);
			surroundings.stderr.write(`tool-audit: ${visibleLines(message)}\n`);
		}
		return exitCodeOf(error);
	}
}
