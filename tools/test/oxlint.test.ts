import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const CONFIG = join(ROOT, '.oxlintrc.json');

/** The rules that a file breaks, by our own configuration. */
function broken(code: string): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'tool-audit-oxlint-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const compilerOptions = { strict: true, noEmit: true, types: [] };
	writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
	writeFileSync(join(folder, 'code.ts'), code);
	const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
	const { stdout } = spawnSync(
		process.execPath,
		[oxlint, '--config', CONFIG, '--format=json', 'code.ts'],
		{ cwd: folder, encoding: 'utf8' },
	);
	const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
	return diagnostics.map(({ code }) => code).toSorted();
}

test('a wrong type, and a promise that is not awaited, are reported', () => {
	expect(broken('export const text: string = 3;\n')).toEqual(['typescript(TS2322)']);
	expect(broken('async function work(): Promise<void> {}\nwork();\n')).toEqual([
		'typescript(no-floating-promises)',
	]);
});

test('correct code passes', () => {
	expect(broken('export const text: string = "3";\n')).toEqual([]);
});
