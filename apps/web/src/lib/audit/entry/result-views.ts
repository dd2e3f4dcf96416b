import { hasAnsi, stripAnsi } from '@tool-audit/core/format';
import { readUnifiedDiff, type DiffLine } from './line-diff.ts';

/** One view of a result. */
export type ResultView =
	| { kind: 'json'; label: 'JSON'; text: string }
	| { kind: 'diff'; label: 'Diff'; lines: DiffLine[] }
	| { kind: 'text'; label: 'Text'; text: string; stripped: boolean }
	| { kind: 'recorded'; label: 'As recorded'; text: string };

/** The views of a result, the most useful first. The last is always the recorded text. */
export function resultViews(text: string): ResultView[] {
	const views: ResultView[] = [];
	const json = prettyJson(text);
	if (json !== undefined) views.push({ kind: 'json', label: 'JSON', text: json });
	const lines = readUnifiedDiff(text);
	if (lines) views.push({ kind: 'diff', label: 'Diff', lines });
	if (hasAnsi(text)) {
		views.push({ kind: 'text', label: 'Text', text: stripAnsi(text), stripped: true });
	}
	return [...views, { kind: 'recorded', label: 'As recorded', text }];
}

/** Only a whole object or list: the end of a truncated one is unknown, and anything else is plain enough. */
function prettyJson(text: string): string | undefined {
	if (!/^\s*[[{]/.test(text)) return undefined;
	// Numbers beyond 2^53 would lose digits.
	if (/\d{16}/.test(text)) return undefined;
	try {
		const pretty = JSON.stringify(JSON.parse(text), null, 2);
		return pretty === text ? undefined : pretty;
	} catch {
		return undefined;
	}
}
