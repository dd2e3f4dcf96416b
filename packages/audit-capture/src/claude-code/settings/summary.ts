/** A planned change of Claude Code's settings, in sentences. */
import type { SettingsPlan } from '../settings-files.ts';
import { eventsOf, type HookCommand } from './hook-command.ts';

type Planned = Pick<SettingsPlan, 'path' | 'before' | 'after'>;

export function installSummary({ path, before, after }: Planned, command: HookCommand): string[] {
	if (before === after) return [`${path} needs no change.`];
	const what = before === null ? 'will be created' : 'will change';
	const events = eventsOf(command);
	return [
		`${path} ${what}: an entry for each of ${events.length} events (${events.join(', ')}).`,
		command.type === 'http'
			? `Claude Code then posts these events to ${command.url}.`
			: `Claude Code then runs for these events: ${[command.command, ...command.args].join(' ')}. The program is copied there.`,
	];
}

export function uninstallSummary({ path, before, after }: Planned): string[] {
	if (before === after) return [`${path} has no entry of Tool Audit. There is nothing to change.`];
	if (after === null)
		return [`${path} will be deleted: Tool Audit created it, and nothing else is in it.`];
	return [`The entries of Tool Audit in ${path} will be removed. Nothing else in it changes.`];
}
