/**
 * Tests that take too long to run for every change: `pnpm test deep` runs all parts, `pnpm test deep storms nodes` only
 * these. The results of each part are written to docs/proofs.md.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { ensureChromium } from '../chromium.ts';
import { CLAUDE_CODE, fetchClaudeCode, withoutNetwork } from './agents.ts';
import { runMutants } from './mutants.ts';
import { fetchOpenApiTools } from './openapi-tools.ts';
import { OLDEST_LINE, otherNodes } from './other-nodes.ts';
import { writeProofs, type Proof } from './proofs.ts';
import { readCounts, removeReports } from './reports.ts';
import { run, type Command } from './run.ts';
import { LINT_PAGE } from './steps.ts';

const PART_LIMIT_MS = 15 * 60_000;

/** Runs a command, and returns the results of its tests. */
type Test = (command: Command) => Promise<Total>;

interface Part {
	about: string;
	run(test: Test): Promise<Total>;
}

function sumOf(totals: Total[]): Total {
	return {
		passed: totals.reduce((sum, { passed }) => sum + passed, 0),
		failed: totals.reduce((sum, { failed }) => sum + failed, 0),
		skipped: [...new Set(totals.flatMap(({ skipped }) => skipped))],
	};
}

const CORE = 'packages/audit-core';
const CAPTURE = 'packages/audit-capture';

/** Tests with larger numbers and more random cases. */
function scaled(about: string, scale: number, files: string, folder = CORE): Part {
	const env = { TOOL_AUDIT_TEST_SCALE: String(scale) };
	return { about, run: (test) => test({ line: `vitest run ${files}`, folder, env }) };
}

/** All browser flows at one size, with the production build. */
async function runFlows(test: Test, project: 'desktop' | 'phone'): Promise<Total> {
	process.env.CHROMIUM_PATH = ensureChromium();
	const build = await test({
		line: 'turbo run build --filter=@tool-audit/web --output-logs=errors-only',
	});
	const line = `playwright test --project=${project}`;
	const env = { TOOL_AUDIT_TEST_SCALE: '2' };
	return sumOf([build, await test({ line, folder: 'e2e', env })]);
}

/** Runs each command on each of these other Nodes: by default those that the server runs on. */
async function onOtherNodes(test: Test, commands: Command[], versions?: string[]): Promise<Total> {
	const totals: Total[] = [];
	for await (const { programs, reason } of otherNodes(versions)) {
		if (programs === undefined) {
			totals.push({ passed: 0, failed: 0, skipped: [reason!] });
			continue;
		}
		for (const command of commands) totals.push(await test({ ...command, programs }));
	}
	return sumOf(totals);
}

/** A command that has no tests of its own, and counts as one. */
function asOneTest(about: string, line: string): Part {
	return {
		about,
		async run(test) {
			const { failed } = await test({ line });
			return { passed: failed === 0 ? 1 : 0, failed, skipped: [] };
		},
	};
}

/** Packs the program that people install, and tests it. */
async function tryPackage(test: Test): Promise<Total> {
	const packing = await test({ line: 'pnpm package' });
	const [packed] = globSync('apps/cli/dist/*.tgz');
	if (packed === undefined) return packing;
	const env = { TOOL_AUDIT_TEST_PACKAGE: resolve(packed) };
	const line = 'vitest run test/package.test.ts';
	return sumOf([packing, await onOtherNodes(test, [{ line, folder: 'apps/cli', env }])]);
}

async function runOnOtherNodes(test: Test): Promise<Total> {
	const line = 'vitest run';
	const folders = [CORE, CAPTURE, 'packages/accounts', 'apps/server'];
	const server = await onOtherNodes(
		test,
		folders.map((folder) => ({ line, folder })),
	);
	// Its child processes run the sources, which are for newer ones: the part `projects` has the package as it is built.
	const core = [{ line: `${line} --exclude "test/crash/**"`, folder: CORE }];
	return sumOf([server, await onOtherNodes(test, core, OLDEST_LINE)]);
}

/** Sessions of the real program, with a model that says what a test wants. */
async function runAgents(test: Test): Promise<Total> {
	const { path, reason } = fetchClaudeCode();
	if (path === undefined) {
		return { passed: 0, failed: 0, skipped: [`Claude Code ${CLAUDE_CODE.version}: ${reason}`] };
	}
	return test({
		line: withoutNetwork('vitest run --config vitest.agents.config.ts'),
		folder: CAPTURE,
		env: { TOOL_AUDIT_TEST_CLAUDE_CODE: path },
	});
}

/** What lints a description of HTTP, and what makes clients of it. */
async function runOpenApi(test: Test): Promise<Total> {
	const { folder, reason } = fetchOpenApiTools();
	if (folder === undefined) return { passed: 0, failed: 0, skipped: [reason!] };
	return test({
		line: 'vitest run --config vitest.openapi.config.ts',
		folder: 'apps/server',
		env: { TOOL_AUDIT_TEST_OPENAPI_TOOLS: folder, REDOCLY_TELEMETRY: 'off' },
	});
}

async function seeMutants(test: Test): Promise<Total> {
	process.env.CHROMIUM_PATH = ensureChromium();
	const outcomes = await runMutants((folder, tests) =>
		test({
			line: `vitest run --bail 1 --reporter=json --outputFile=reports/unit.json ${tests}`,
			folder,
		}),
	);
	for (const { name, reason } of outcomes) {
		console.log(`${reason === '' ? 'seen    ' : 'NOT SEEN'} ${name}${reason && `: ${reason}`}`);
	}
	const failed = outcomes.filter(({ reason }) => reason !== '').length;
	return { passed: outcomes.length - failed, failed, skipped: [] };
}

/** Keeps every core busy while the work runs. */
async function underLoad<T>(work: () => Promise<T>): Promise<T> {
	const loops = Array.from({ length: availableParallelism() }, () =>
		spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
	);
	try {
		return await work();
	} finally {
		for (const loop of loops) loop.kill('SIGKILL');
	}
}

/** The parts, in the order in which they run. */
export const PARTS: Record<string, Part> = {
	'lint-page': asOneTest('the rules that need types, in the components of the page', LINT_PAGE),
	bench: asOneTest(
		'every measure of `pnpm bench` on a small day: none has lost what it measures',
		'node bench/main.ts --entries 10000 --runs 1 --seconds 5 --minutes 1',
	),
	storms: scaled(
		'append storms and kills: 2,000 kills, a million lines of twelve writers',
		167,
		'test/crash/',
	),
	tampering: scaled(
		'day files that were cut or changed at each of their bytes: 16,000 cases',
		20,
		'test/read-damage.test.ts',
	),
	properties: scaled(
		'properties and models, 20 times as many random cases',
		100,
		'read-model write-model read-hostile read-nasty prefilter.test field-scanner.test kernels.test jobs.test',
	),
	secrets: scaled(
		'secrets of every rule in any place and notation, and a mebibyte of hostile text for each rule',
		16,
		'redactor.test test/redaction.test',
	),
	capture: scaled(
		'one call is one entry in any order of what tells of it, and settings come back byte for byte: 40 times as many random cases',
		40,
		'one-entry settings-file',
		CAPTURE,
	),
	agents: {
		about: `the calls of Claude Code ${CLAUDE_CODE.version} itself, each once and as it ended, against a model on this machine`,
		run: runAgents,
	},
	openapi: {
		about:
			'the description of plain HTTP: redocly finds nothing in it, and the clients of two generators compile and work',
		run: runOpenApi,
	},
	nodes: {
		about:
			'the log, capture and the server on the oldest and the newest Node that they run on, and the log on Node 22',
		run: runOnOtherNodes,
	},
	package: {
		about: 'the program that people install, on the oldest and the newest Node that it runs on',
		run: tryPackage,
	},
	projects: {
		about:
			'core and the client as they are published, in projects: Node, Bun, Deno, TypeScript 5.7 to 7, bundlers, Next.js, Jest, installers',
		run: (test) =>
			test({
				line: 'vitest run --config vitest.projects.config.ts',
				folder: 'packages/audit-client',
			}),
	},
	phone: {
		about: 'every browser flow at the size of a phone',
		run: (test) => runFlows(test, 'phone'),
	},
	load: {
		about: 'the browser flows while every core is busy with other things',
		run: (test) => underLoad(() => runFlows(test, 'desktop')),
	},
	mutants: {
		about: 'known mistakes, made one by one: the tests see each of them',
		run: seeMutants,
	},
};

type Total = Pick<Proof, 'passed' | 'failed' | 'skipped'>;

async function runPart(name: string): Promise<Proof> {
	const part = PARTS[name]!;
	console.log(`\n── ${name}: ${part.about}`);
	const start = performance.now();
	/** Runs a command within the time limit of the part, and returns the results of its tests. */
	async function test(command: Command): Promise<Total> {
		removeReports();
		const limitMs = PART_LIMIT_MS - (performance.now() - start);
		const { isOk } = await run({ ...command, limitMs });
		const { passed, failed, skipped } = readCounts();
		removeReports();
		return { passed, failed: failed + (isOk || failed > 0 ? 0 : 1), skipped };
	}
	const total = await part.run(test);
	// A part whose test files were renamed would run nothing, and appear to pass.
	if (total.passed === 0 && total.failed === 0 && total.skipped.length === 0) total.failed = 1;
	const minutes = (performance.now() - start) / 60_000;
	return { name, about: part.about, ...total, minutes };
}

export async function runDeep(names: string[], refuse: (words: string) => never): Promise<boolean> {
	const unknown = names.filter((name) => !(name in PARTS));
	if (unknown.length > 0) {
		refuse(`Unknown part: ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`);
	}
	const proofs: Proof[] = [];
	for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
		proofs.push(await runPart(name));
	}
	writeProofs(proofs);

	const skipped = proofs.flatMap((proof) => proof.skipped);
	if (skipped.length > 0) console.log(`\nskipped:\n  ${skipped.join('\n  ')}`);
	const sum = (count: (proof: Proof) => number) =>
		proofs.reduce((total, proof) => total + count(proof), 0);
	const failed = sum((proof) => proof.failed);
	console.log(`\n${sum((proof) => proof.passed)} passed, ${failed} failed`);
	return failed === 0;
}
