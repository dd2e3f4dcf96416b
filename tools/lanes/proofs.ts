import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describeMachine } from '../../bench/harness/machine.ts';

/** The results of one part of `pnpm test deep`. */
export interface Proof {
	name: string;
	about: string;
	passed: number;
	failed: number;
	skipped: string[];
	minutes: number;
}

const PATH = 'docs/proofs.md';

const HEAD = ['part', 'what', 'date', 'passed', 'failed', 'skipped', 'minutes', 'on'];

function firstLine(line: string): string {
	const { stdout } = spawnSync(line, { shell: true, encoding: 'utf8' });
	return stdout.trim().split('\n', 1)[0] ?? '';
}

/** The class of machine and the external programs used; nothing that identifies a machine. */
function describeSetting(): string {
	const { CHROMIUM_PATH } = process.env;
	const programs = [
		'python3 --version',
		...(CHROMIUM_PATH ? [`"${CHROMIUM_PATH}" --version`] : []),
	];
	return [describeMachine(), ...programs.map(firstLine).filter(Boolean)].join(', ');
}

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;

/** The page with these proofs; parts that were not run this time keep their row. */
export function proofsPage(before: string, proofs: Proof[], date: string, setting: string): string {
	const rows = new Map<string, string>();
	for (const line of before.split('\n')) {
		const name = /^\| (\w[\w-]*) +\|/.exec(line)?.[1];
		if (name !== undefined && name !== HEAD[0]) rows.set(name, line);
	}
	for (const { name, about, passed, failed, skipped, minutes } of proofs) {
		const counts = [passed, failed, skipped.length].map(String);
		const isRun = passed + failed > 0;
		const what = isRun ? about : `**Not run** (${skipped.join('; ')}): ${about}`;
		rows.set(name, row([name, what, date, ...counts, minutes.toFixed(1), setting]));
	}
	return `# Proofs

What \`pnpm test deep\` came to when each part of it was last run; it writes this page itself.

${row(HEAD)}
${row(HEAD.map(() => '---'))}
${[...rows.values()].join('\n')}
`;
}

export function writeProofs(proofs: Proof[]): void {
	const before = existsSync(PATH) ? readFileSync(PATH, 'utf8') : '';
	const date = new Date().toISOString().slice(0, 10);
	writeFileSync(PATH, proofsPage(before, proofs, date, describeSetting()));
	// Run by a shell, because Windows needs one to start a batch file.
	spawnSync(`prettier --write --log-level warn "${PATH}"`, { stdio: 'inherit', shell: true });
}
