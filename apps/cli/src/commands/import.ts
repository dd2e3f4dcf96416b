import type { ImportOptions, ImportReport, ImportedDay } from '@tool-audit/capture';
import type { AuditLog } from '@tool-audit/core';
import type { Command } from 'commander';
import { hostname } from 'node:os';
import { chooseAgent } from '../agents.ts';
import { chooseUser } from '../choose-user.ts';
import type { Context } from '../context.ts';
import { counted } from '../counted.ts';
import { Failure } from '../failure.ts';
import { keepFolders } from '../keep-folders.ts';
import { addJson, addUser, type JsonOption, parseSince, type Since } from '../options.ts';
import { askYes } from '../terminal/ask.ts';
import type { Column } from '../terminal/table.ts';

const HELP = `
The history is read from the agent's own files on this machine. Each call gets into the day on
which it began, and is there once: calls that are in the log already are left out, so an import can
be stopped and run again. Nothing in the agent's files is changed.

Examples:
  $ tool-audit import claude-code
  $ tool-audit import claude-code --since 30d --dry-run
  $ tool-audit import claude-code --since 2026-11-01 --user alice`;

interface Options extends JsonOption {
	user?: string;
	since?: Since;
	dryRun?: true;
	yes?: true;
}

const COLUMNS: Column<ImportedDay>[] = [
	{ title: 'day', cell: ({ day }) => day },
	{ title: 'calls', align: 'right', cell: ({ calls }) => String(calls) },
	{ title: 'ok', align: 'right', cell: ({ ok }) => String(ok) },
	{ title: 'error', align: 'right', cell: ({ error }) => String(error) },
	{ title: 'denied', align: 'right', cell: ({ denied }) => String(denied) },
];

const PROGRESS_INTERVAL_MS = 2_000;

function remarksOn(report: ImportReport): string[] {
	const { already, open, unknownLines, unreadable } = report;
	return [
		...(already > 0
			? [`${counted(already, 'call')} ${already === 1 ? 'is' : 'are'} in the log already.`]
			: []),
		...(open > 0
			? [`${counted(open, 'call')} without a result may still be running. Import again later.`]
			: []),
		...(unknownLines > 0
			? [
					`${counted(unknownLines, 'line')} could not be read: this version of the agent writes a form that is not known yet.`,
				]
			: []),
		...unreadable.map(({ path, reason }) => `${path}: ${reason}`),
	];
}

async function run(context: Context, log: AuditLog, name: string | undefined, options: Options) {
	const { output, settings, stdin, stderr, stopSignal, now } = context;
	const { user, since, dryRun, yes, json } = options;
	const agent = chooseAgent(context, name);
	const owner = user ?? (await chooseUser(log, undefined, context));
	const zone = context.zone();
	const signal = stopSignal();
	const bring = (how: Partial<ImportOptions>) =>
		agent.importHistory({
			target: {
				record: (call, options) => log.record(call, options),
				calls: (user, day, options) => log.calls(user, day, options),
				dayOf: (instantMs) => zone.dayOf(instantMs),
			},
			...{ user: owner, data: settings().data, host: hostname(), signal },
			sinceMs: since?.(context),
			...how,
		});
	const preview = await bring({ dryRun: true });
	if (dryRun || preview.calls === 0) {
		if (json) return output.json(preview);
		if (preview.calls > 0) output.table(COLUMNS)(preview.days);
		for (const remark of remarksOn(preview)) output.note(remark);
		const what = preview.calls === 0 ? 'No new calls' : counted(preview.calls, 'call');
		return output.note(
			preview.files === 0
				? `${agent.title} has no history on this machine${since ? ' that is as new' : ''}.`
				: `${what} in ${counted(preview.files, 'file')} of its history. Nothing was written.`,
		);
	}
	if (!json) output.table(COLUMNS)(preview.days);
	const what = `${counted(preview.calls, 'call')} on ${counted(preview.days.length, 'day')}`;
	if (
		!yes &&
		stdin.isTTY &&
		!(await askYes(stdin, stderr, `Import ${what} into the log of ${owner}?`))
	) {
		throw new Failure('Nothing was written.');
	}
	let saidMs = now();
	const report = await bring({
		onProgress({ bytes, bytesTotal, calls }) {
			if (now() - saidMs < PROGRESS_INTERVAL_MS) return;
			saidMs = now();
			const percent = Math.floor((bytes / Math.max(bytesTotal, 1)) * 100);
			output.note(`${percent} %, ${counted(calls, 'call')}`);
		},
	});
	keepFolders(settings(), output);
	if (json) return output.json(report);
	for (const remark of remarksOn({ ...report, already: preview.already })) output.note(remark);
	output.note(`Imported ${counted(report.calls, 'call')} into the log of ${owner}.`);
}

export function addImport(program: Command, context: Context): void {
	const command = program
		.command('import [agent]')
		.summary("bring in the calls of an agent's history")
		.description("Brings the calls of an agent's history on this machine into a log.")
		.option('--since <time>', 'only calls from then on: 30d, or YYYY-MM-DD', parseSince)
		.option('--dry-run', 'count, and write nothing')
		.option('--yes', 'import without asking')
		.addHelpText('after', HELP)
		.action((name: string | undefined, options: Options) =>
			context.withLog((log) => run(context, log, name, options)),
		);
	addJson(addUser(command));
}
