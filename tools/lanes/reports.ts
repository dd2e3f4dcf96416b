/** Counts the results of a run from the reports of Vitest and Playwright. */
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Counts {
	passed: number;
	failed: number;
	/** Names of tests that were not run, with the reason if there is one. */
	skipped: string[];
	/** Names of tests that passed only when they were retried: each is a fault to fix. */
	triedAgain: string[];
}

interface VitestReport {
	testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

interface PlaywrightSuite {
	title: string;
	suites?: PlaywrightSuite[];
	specs?: {
		title: string;
		tests: {
			projectName: string;
			status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
			annotations: { type: string; description?: string }[];
		}[];
	}[];
}

export type Report = VitestReport | { suites: PlaywrightSuite[] };

const NOT_RUN = ['skipped', 'pending', 'todo', 'disabled'];

function addVitest(counts: Counts, { testResults }: VitestReport): void {
	for (const { status, fullName } of testResults.flatMap((file) => file.assertionResults)) {
		if (status === 'passed') counts.passed += 1;
		else if (NOT_RUN.includes(status)) counts.skipped.push(fullName.trim());
		else counts.failed += 1;
	}
}

function addPlaywright(counts: Counts, { suites = [], specs = [] }: PlaywrightSuite): void {
	for (const { title, tests } of specs) {
		for (const { projectName, status, annotations } of tests) {
			const name = `${projectName}: ${title}`;
			const reason = annotations.find(({ type }) => type === 'skip')?.description;
			if (status === 'unexpected') counts.failed += 1;
			else if (status === 'skipped') counts.skipped.push(reason ? `${name} (${reason})` : name);
			else counts.passed += 1;
			if (status === 'flaky') counts.triedAgain.push(name);
		}
	}
	for (const suite of suites) addPlaywright(counts, suite);
}

export function countAll(reports: Report[]): Counts {
	const counts: Counts = { passed: 0, failed: 0, skipped: [], triedAgain: [] };
	for (const report of reports) {
		if ('testResults' in report) addVitest(counts, report);
		else addPlaywright(counts, { title: '', suites: report.suites });
	}
	return counts;
}

function reportPaths(): string[] {
	return globSync('{apps,packages}/*/reports/*.json')
		.concat(globSync('{e2e,examples,tools}/reports/*.json'))
		.map((path) => join(process.cwd(), path));
}

export function removeReports(): void {
	for (const path of reportPaths()) rmSync(path);
}

export function readCounts(): Counts {
	return countAll(reportPaths().map((path) => JSON.parse(readFileSync(path, 'utf8')) as Report));
}
