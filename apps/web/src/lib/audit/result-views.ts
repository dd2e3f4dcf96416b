import { hasAnsi, stripAnsi } from '@tool-audit/core/format';
import { readUnifiedDiff, type DiffLine } from './line-diff.ts';

/** One way to look at a result. */
export type ResultView =
	| { kind: 'json'; label: 'JSON'; text: string }
	| { kind: 'diff'; label: 'Diff'; lines: DiffLine[] }
	| { kind: 'text'; label: 'Text'; text: string; stripped: boolean }
	| { kind: 'recorded'; label: 'As recorded'; text: string };

/** The ways to look at a result, the one that helps most first. The last is always what was recorded. */
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

/** Only a whole object or list: of a cut one the end is not known, and anything else is plain enough. */
function prettyJson(text: string): string | undefined {
	if (!/^\s*[[{]/.test(text)) return undefined;
	// Numbers beyond 2^53 would lose digits on the way.
	if (/\d{16}/.test(text)) return undefined;
	try {
		const pretty = JSON.stringify(JSON.parse(text), null, 2);
		return pretty === text ? undefined : pretty;
	} catch {
		return undefined;
	}
}
