/**
 * Everything that must hold before a change lands, in one command: format, lint, unused code, types,
 * unit, contract, component and browser tests. Goes on after a failure, so that one run tells all, and
 * ends with a line `N passed, N failed`: tests, and each failed step as one more.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium.ts';

interface Report {
	numPassedTests?: number;
	numFailedTests?: number;
	stats?: { expected: number; unexpected: number; flaky: number };
}

/** Command lines and not lists: on Windows these programs are batch files, which only a shell can start. */
const steps: Record<string, string> = {
	format: 'prettier --check --log-level warn .',
	lint: 'eslint . --max-warnings 0',
	unused: 'knip',
	types: 'turbo run types --concurrency=2 --continue --output-logs=errors-only',
	test: 'turbo run test --concurrency=2 --continue --output-logs=new-only',
	e2e: 'turbo run e2e --output-logs=new-only',
};

const only = process.argv.slice(2);
const unknown = only.filter((name) => !(name in steps));
if (unknown.length > 0) {
	console.error(`No step ${unknown.join(', ')}. Steps: ${Object.keys(steps).join(', ')}.`);
	process.exit(2);
}

function reports(): string[] {
	return globSync('{apps,packages}/*/reports/*.json').concat(
		globSync('{e2e,examples,tools}/reports/*.json'),
	);
}

for (const report of reports()) rmSync(report);
const chosen = Object.entries(steps).filter(([name]) => only.length === 0 || only.includes(name));

let passed = 0;
let failed = 0;
if (chosen.some(([name]) => name === 'test' || name === 'e2e')) {
	try {
		process.env.CHROMIUM_PATH = ensureChromium();
	} catch (error) {
		console.error((error as Error).message);
		failed += 1;
	}
}

const summary: string[] = [];
for (const [name, command] of chosen) {
	console.log(`\n── ${name}`);
	const start = performance.now();
	const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	summary.push(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
	if (status !== 0) failed += 1;
}

let failedTests = 0;
for (const path of reports()) {
	const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
	passed += (report.numPassedTests ?? 0) + (report.stats?.expected ?? 0);
	failedTests += report.numFailedTests ?? 0;
	// A test that passes only on its second try is a failure here: it hides a race.
	failedTests += (report.stats?.unexpected ?? 0) + (report.stats?.flaky ?? 0);
}

console.log(`\n${summary.join('\n')}\n`);
if (passed === 0 && only.length === 0) failed += 1;
console.log(`${passed} passed, ${failed + failedTests} failed`);
process.exit(failed + failedTests === 0 ? 0 : 1);
