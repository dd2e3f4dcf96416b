import type { AgentFacts, ImportProgress, ImportReport } from './types.ts';

const NUMBER = new Intl.NumberFormat('en-GB');
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const DATE_WITH_YEAR = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

const counted = (count: number, noun: string): string =>
	`${NUMBER.format(count)} ${count === 1 ? noun : `${noun}s`}`;

/** `31 sessions, 30 Oct to 29 Nov` */
export function historyInWords(history: AgentFacts['history']): string {
	if (!history) return 'No history on this machine';
	const { files, oldest, newest, isComplete } = history;
	const sessions = `${isComplete ? '' : 'more than '}${counted(files, 'session')}`;
	const [from, to] = [new Date(oldest), new Date(newest)];
	const format = from.getUTCFullYear() === to.getUTCFullYear() ? DATE : DATE_WITH_YEAR;
	const [first, last] = [format.format(from), format.format(to)];
	return `${sessions}, ${first === last ? first : `${first} to ${last}`}`;
}

/** `1,205 calls on 12 days: 1,100 ok, 80 errors, 25 denied` */
export function importInWords({ calls, days }: Pick<ImportReport, 'calls' | 'days'>): string {
	if (calls === 0) return 'No new calls';
	const sum = (status: 'ok' | 'error' | 'denied') =>
		days.reduce((total, day) => total + day[status], 0);
	const parts = [
		{ count: sum('ok'), words: `${NUMBER.format(sum('ok'))} ok` },
		{ count: sum('error'), words: counted(sum('error'), 'error') },
		{ count: sum('denied'), words: `${NUMBER.format(sum('denied'))} denied` },
	];
	const named = parts.filter(({ count }) => count > 0).map(({ words }) => words);
	return `${counted(calls, 'call')} on ${counted(days.length, 'day')}: ${named.join(', ')}`;
}

/** What else an import found, a sentence each. */
export function importNotes(report: ImportReport): string[] {
	const { already, open, unknownLines, unreadable } = report;
	return [
		...(already > 0 ? [`${counted(already, 'call')} in the log already.`] : []),
		...(open > 0
			? [`${counted(open, 'call')} without a result yet. A later import adds them.`]
			: []),
		...(unknownLines > 0
			? [`${counted(unknownLines, 'line')} of a form that is not known. They are not imported.`]
			: []),
		...unreadable.map(({ path, reason }) => `${path}: ${reason}`),
	];
}

/** `1,205 calls imported` */
export function importedInWords(calls: number): string {
	return calls === 0
		? 'No new calls. All of them are in the log.'
		: `${counted(calls, 'call')} imported`;
}

/** From 0 to 1; `null` while the size of the history is not known. */
export function shareOf({ bytes, bytesTotal }: ImportProgress): number | null {
	return bytesTotal > 0 ? Math.min(1, bytes / bytesTotal) : null;
}

/** `412 calls so far` */
export function progressInWords({ calls }: ImportProgress): string {
	return `${counted(calls, 'call')} so far`;
}

/** What the agent's hook could not record; `null` when there is nothing to tell. */
export function failuresInWords(
	{ count, last }: AgentFacts['failures'],
	atInWords: (instant: string) => string,
): string | null {
	if (count === 0) return null;
	const events = `${counted(count, 'event')} could not be recorded`;
	return last ? `${events}, the last one on ${atInWords(last.at)}: ${last.reason}` : `${events}.`;
}
