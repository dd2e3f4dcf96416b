import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Result } from './result.ts';
import { markdownTable } from './table.ts';

/** Writes the results to a page of the docs. */
export function writePage(path: string, setting: string[], results: Result[]): void {
	const date = new Date().toISOString().slice(0, 10);
	const page = [
		'# Figures',
		`Written by \`pnpm bench --write\` on ${date}. Each result is next to that of a baseline in the same run: compare ratios, not milliseconds of different machines.`,
		setting.join(' '),
		markdownTable(results),
	];
	writeFileSync(path, page.join('\n\n') + '\n');
	// The repository's check requires this format. Run by a shell, because Windows needs one to start a batch file.
	spawnSync(`prettier --write --log-level warn "${path}"`, { stdio: 'inherit', shell: true });
}
