import type { EntryDetail } from '@tool-audit/core';
import { parseTs } from '@tool-audit/core/format';
import { plural, viewRow } from '../row-view.ts';
import { jsonOf, textAt } from './value-tree.ts';

/** A call as text to copy. */

/** A time without an offset means nothing elsewhere: the log's zone is named beside it. */
export function asMarkdown(detail: EntryDetail, link: string, logZone?: string): string {
	const { row } = detail;
	if (row.kind === 'damaged') {
		return [`**damaged line** (${row.reason})`, fenced(detail.raw), link].join('\n\n');
	}
	const view = viewRow({ day: '', ...row });
	const result = textAt(row.entry, '/result_snippet');
	const args = jsonOf(row.entry.args ?? null, '/args', new Set(row.textNumbers));
	const length =
		view.resultChars === undefined ? '' : ` (${plural(view.resultChars, 'character')})`;
	return [
		`**${view.status}** ${inline(view.tool)} at ${inline(view.ts)}${zoneBeside(view.ts, logZone)}`,
		fenced(args, 'json'),
		`Result${length}:`,
		fenced(result),
		link,
	].join('\n\n');
}

function zoneBeside(ts: string, logZone: string | undefined): string {
	const isLocal = parseTs(ts)?.offsetMs === null;
	return isLocal && logZone !== undefined ? ` (${logZone})` : '';
}

/** Something to copy, by the words after "Copy". */
export interface Copyable {
	what: string;
	text: () => string;
}

/** What can be copied of a call. */
export function copiesOf(
	detail: EntryDetail,
	{ link, curl, logZone }: { link: string; curl: string; logZone?: string | undefined },
): Copyable[] {
	const { row } = detail;
	const copies = [
		{ what: 'as Markdown', text: () => asMarkdown(detail, link, logZone) },
		{ what: 'as JSON', text: () => asJson(detail) },
		{ what: 'as curl command', text: () => curl },
	];
	if (row.kind === 'damaged') return copies;
	const textNumbers = new Set(row.textNumbers);
	return [
		...copies,
		{ what: 'arguments', text: () => textAt(row.entry, '/args', textNumbers) },
		{ what: 'result', text: () => textAt(row.entry, '/result_snippet', textNumbers) },
	];
}

/** The whole line as JSON, exactly as in the file if it was sent whole. */
export function asJson(detail: EntryDetail): string {
	if (!detail.rawRange || detail.row.kind === 'damaged') return detail.raw;
	return JSON.stringify(detail.row.entry);
}

/** A command that fetches the call with a key that may read. */
export function asCurl(origin: string, input: { user?: string; day: string; ref: string }): string {
	const query = encodeURIComponent(JSON.stringify(input)).replaceAll("'", '%27');
	return `curl -H "Authorization: Bearer $TOOL_AUDIT_KEY" '${origin}/trpc/audit.entry?input=${query}'`;
}

/** A fence longer than any inside, so that a text can't end it and continue as markup. */
function fenced(text: string, language = ''): string {
	const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
	return `${fence}${language}\n${text}\n${fence}`;
}

function inline(text: string): string {
	const fence = '`'.repeat(longestRun(text) + 1);
	const oneLine = text.replace(/\s+/g, ' ');
	return fence.length > 1 ? `${fence} ${oneLine} ${fence}` : `${fence}${oneLine}${fence}`;
}

function longestRun(text: string): number {
	return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
