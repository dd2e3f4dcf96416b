import { ratioOf, short, verdictOf, type Figure } from './figure.ts';
import type { Sample } from './stats.ts';

const HEAD = ['work', 'ours', 'peer', 'ratio', 'wanted', 'reached'];

/** Aligned columns for a terminal, each row's note below it. */
export function plainTable(figures: Figure[]): string {
	const rows = [HEAD, ...figures.map(cellsOf)];
	const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
	const lines = rows.map((row) =>
		row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '),
	);
	const noted = figures.flatMap(({ note }, index) => [
		lines[index + 1]!.trimEnd(),
		...(note ? [`    ${note}`] : []),
	]);
	return [lines[0]!.trimEnd(), widths.map((width) => '─'.repeat(width)).join('  '), ...noted].join(
		'\n',
	);
}

export function markdownTable(figures: Figure[]): string {
	const rows = [HEAD, HEAD.map(() => '---'), ...figures.map(cellsOf)];
	const table = rows.map((row) => `| ${row.map(escapeCell).join(' | ')} |`).join('\n');
	const notes = figures.flatMap(({ work, note }) => (note ? [`- **${work}**: ${note}`] : []));
	return [table, notes.join('\n')].filter(Boolean).join('\n\n');
}

function cellsOf(figure: Figure): string[] {
	const { work, ours, peer, goal } = figure;
	return [
		work,
		ours ? showSample(ours) : '–',
		peer ? `${peer.name}: ${peer.sample ? showSample(peer.sample) : 'not there'}` : '–',
		ratioOf(figure),
		goal.text,
		verdictOf(figure),
	];
}

/** The value, and from the lowest to the highest run. */
function showSample({ unit, value, low, high, runs }: Sample): string {
	const spread = runs > 1 ? ` (${short(low)}–${short(high)})` : '';
	return `${short(value)}${unit === '/s' || unit === '%' ? '' : ' '}${unit}${spread}`;
}

function escapeCell(cell: string): string {
	return cell.replaceAll('|', '\\|');
}
