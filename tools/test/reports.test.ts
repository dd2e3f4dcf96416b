import { expect, test } from 'vitest';
import { countAll, type Report } from '../lanes/reports.ts';

const flows = (
	status: 'expected' | 'unexpected' | 'flaky' | 'skipped',
	reason?: string,
): Report => ({
	suites: [
		{
			title: 'live.spec.ts',
			suites: [
				{
					title: 'a group',
					specs: [
						{
							title: 'a day fills',
							tests: [
								{
									projectName: 'phone',
									status,
									annotations: reason ? [{ type: 'skip', description: reason }] : [],
								},
							],
						},
					],
				},
			],
		},
	],
});

const units = (...statuses: string[]): Report => ({
	testResults: [
		{ assertionResults: statuses.map((status) => ({ status, fullName: `is ${status}` })) },
	],
});

test('counts the tests of both runners together', () => {
	const counts = countAll([units('passed', 'passed', 'failed'), flows('expected')]);
	expect(counts).toMatchObject({ passed: 3, failed: 1 });
});

test('a flow that passed only when retried has passed, and is named', () => {
	const counts = countAll([flows('flaky')]);
	expect(counts).toMatchObject({ passed: 1, failed: 0, triedAgain: ['phone: a day fills'] });
	expect(countAll([flows('unexpected')])).toMatchObject({ passed: 0, failed: 1, triedAgain: [] });
});

test('names tests that were not run, with the reason if there is one', () => {
	const counts = countAll([units('skipped', 'todo'), flows('skipped', 'No tree there.')]);
	expect(counts).toMatchObject({ passed: 0, failed: 0 });
	expect(counts.skipped).toEqual(['is skipped', 'is todo', 'phone: a day fills (No tree there.)']);
});
