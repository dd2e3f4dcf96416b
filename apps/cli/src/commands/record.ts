import {
	type Call,
	type JsonObject,
	parseExactJson,
	type Status,
	STATUSES,
} from '@tool-audit/core';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { keepFolders } from '../keep-folders.ts';
import { addJson, addUser, type JsonOption } from '../options.ts';
import { chooseUser } from '../choose-user.ts';
import { readAll } from '../terminal/input.ts';

/** The log keeps only the start and the length of a result, but to count its length all of it must be read. */
const RESULT_BYTES_MAX = 256 * 1024 * 1024;

const EXAMPLES = `
Examples:
  $ tool-audit record --tool backup.run --status ok --result "3 files"
  $ make deploy 2>&1 | tool-audit record --tool make --status ok --args '{"target":"deploy"}' --result -`;

interface Options extends JsonOption {
	user?: string;
	tool: string;
	status: Status;
	args: JsonObject;
	result: string;
	session?: string;
}

function parseArgs(text: string): JsonObject {
	let args: unknown;
	try {
		args = parseExactJson(text);
	} catch {
		throw new InvalidArgumentError('Use a JSON object, such as \'{"path":"notes.md"}\'.');
	}
	if (typeof args === 'object' && args !== null && !Array.isArray(args)) return args as JsonObject;
	throw new InvalidArgumentError('Use a JSON object: arguments have names.');
}

function parseTool(name: string): string {
	if (name !== '') return name;
	throw new InvalidArgumentError('Use the name of the tool, such as backup.run.');
}

export function addRecord(program: Command, context: Context): void {
	const { output, settings, stdin, withLog } = context;
	const command = program
		.command('record')
		.summary('record a call')
		.description("Records a call in today's log.")
		.requiredOption('--tool <name>', "the tool's name", parseTool)
		.addOption(
			new Option('--status <status>', 'the outcome of the call')
				.choices(STATUSES)
				.makeOptionMandatory(),
		)
		.option('--args <json>', 'the arguments, a JSON object', parseArgs, {})
		.option('--result <text>', 'the result; - reads it from standard input', '')
		.option('--session <id>', 'the session that the call belongs to')
		.addHelpText('after', EXAMPLES)
		.action(({ json, user, result, session, ...call }: Options) =>
			withLog(async (log) => {
				const isNewLog = user !== undefined && !(await log.listUsers()).includes(user);
				const entry: Call = {
					...call,
					// The call may be the first of a log, so a user named by --user may not have one yet.
					user: user ?? (await chooseUser(log, undefined, context)),
					result: result === '-' ? await readAll(stdin, RESULT_BYTES_MAX) : result,
					...(session === undefined ? {} : { session }),
				};
				const receipt = await log.record(entry);
				if (!receipt.written) throw new Failure(`The call was not recorded: ${receipt.reason}`);
				keepFolders(settings(), output);
				if (isNewLog) output.note(`${entry.user} had no log. This call starts it.`);
				if (json) output.json(receipt);
				else output.note(`Recorded for ${entry.user} on ${receipt.day} as ${receipt.id}.`);
			}),
		);
	addJson(addUser(command));
}
