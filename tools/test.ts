/**
 * The test command.
 *
 *     pnpm test                  everything that must hold before a change lands
 *     pnpm test lint unit        only these steps
 *     pnpm test deep [names…]    tests that take longer; see lanes/deep.ts
 *
 * Continues after a failure, so that one run reports everything, and ends with a line `N passed, N failed`, in which
 * each failed step counts as one more failed test.
 */
import { resolve } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { runDeep } from './lanes/deep.ts';
import { readCounts, removeReports } from './lanes/reports.ts';
import { run, type Ended } from './lanes/run.ts';
import { ALL_STEPS, CHECKS, STEP_NAMES, TESTS } from './lanes/steps.ts';

function refuse(words: string): never {
	console.error(words);
	process.exit(2);
}

async function runSteps(names: string[]): Promise<boolean> {
	removeReports();
	const summary: string[] = [];
	let failed = 0;
	const keep = (name: string, { isOk, seconds }: Ended): void => {
		summary.push(`${isOk ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
		if (!isOk) failed += 1;
	};
	const chosen = (steps: Record<string, string>) =>
		Object.entries(steps).filter(([name]) => names.includes(name));

	async function runChecks(steps: Record<string, string>): Promise<void> {
		for (const [name, line] of chosen(steps)) {
			const ended = await run({ line, isHeldBack: true });
			console.log(`\n── ${name}\n${ended.output}`);
			keep(name, ended);
		}
	}
	await Promise.all(CHECKS.map(runChecks));

	const tests = chosen(TESTS);
	if (tests.length > 0) {
		try {
			process.env.CHROMIUM_PATH = ensureChromium();
		} catch (error) {
			console.error((error as Error).message);
			failed += 1;
		}
	}
	for (const [name, line] of tests) {
		console.log(`\n── ${name}`);
		keep(name, await run({ line }));
	}

	const counts = readCounts();
	if (counts.triedAgain.length > 0) {
		console.log(`\npassed only when retried:\n  ${counts.triedAgain.join('\n  ')}`);
	}
	console.log(`\n${summary.join('\n')}\n`);
	if (tests.length > 0 && counts.passed === 0) failed += 1;
	failed += counts.failed;
	console.log(`${counts.passed} passed, ${failed} failed`);
	return failed === 0;
}

// The tests start hundreds of processes from the same sources; with a compile cache each source is compiled once.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/node-compile-cache');

const [first, ...rest] = process.argv.slice(2);
let isOk: boolean;
if (first === 'deep') {
	isOk = await runDeep(rest, refuse);
} else {
	const names = first === undefined ? ALL_STEPS : [first, ...rest];
	const unknown = names.filter((name) => !STEP_NAMES.includes(name));
	if (unknown.length > 0) {
		refuse(`Unknown step: ${unknown.join(', ')}. Steps: ${STEP_NAMES.join(', ')}, deep.`);
	}
	isOk = await runSteps(names);
}
process.exit(isOk ? 0 : 1);
