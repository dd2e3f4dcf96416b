import { ratioOf, short, verdictOf, type Result } from './result.ts';
import type { Sample } from './stats.ts';

const HEAD = ['work', 'Tool Audit', 'baseline', 'ratio', 'wanted', 'reached'];

/** Aligned columns for a terminal, each row's note below it. */
export function plainTable(results: Result[]): string {
	const rows = [HEAD, ...results.map(cellsOf)];
	const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
	const lines = rows.map((row) =>
		row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '),
	);
	const noted = results.flatMap(({ note }, index) => [
		lines[index + 1]!.trimEnd(),
		...(note ? [`    ${note}`] : []),
	]);
	return [lines[0]!.trimEnd(), widths.map((width) => '─'.repeat(width)).join('  '), ...noted].join(
		'\n',
	);
}

export function markdownTable(results: Result[]): string {
	const rows = [HEAD, HEAD.map(() => '---'), ...results.map(cellsOf)];
	const table = rows.map((row) => `| ${row.map(escapeCell).join(' | ')} |`).join('\n');
	const notes = results.flatMap(({ work, note }) => (note ? [`- **${work}**: ${note}`] : []));
	return [table, notes.join('\n')].filter(Boolean).join('\n\n');
}

function cellsOf(result: Result): string[] {
	const { work, subject, baseline, goal } = result;
	return [
		work,
		subject ? showSample(subject) : '–',
		baseline
			? `${baseline.name}: ${baseline.sample ? showSample(baseline.sample) : 'not available'}`
			: '–',
		ratioOf(result),
		goal.text,
		verdictOf(result),
	];
}

/** The value, and the range from the lowest to the highest run. */
function showSample({ unit, value, low, high, runs }: Sample): string {
	const spread = runs > 1 ? ` (${short(low)}–${short(high)})` : '';
	return `${short(value)}${/^[/%]/.test(unit) ? '' : ' '}${unit}${spread}`;
}

function escapeCell(cell: string): string {
	return cell.replaceAll('|', '\\|');
}
