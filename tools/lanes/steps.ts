/** The steps of `pnpm test`. */

/** Steps without tests, which use one core each. The two groups take about the same time and run in parallel. */
export const CHECKS: Record<string, string>[] = [
	{
		'lint-page': 'eslint apps/web --max-warnings 0',
		format: 'prettier --check --log-level warn .',
	},
	{
		lint: 'eslint . --ignore-pattern apps/web/ --max-warnings 0',
		types: 'turbo run types --concurrency=1 --continue --output-logs=errors-only',
		unused: 'knip',
	},
];

const PACKAGES_TEST = 'turbo run test --concurrency=2 --continue --output-logs=new-only';

/** Steps with tests, which use the whole machine. */
export const TESTS: Record<string, string> = {
	/** The tests next to the code, without processes and servers: the quickest check of a change. */
	unit: `${PACKAGES_TEST} -- src/ --passWithNoTests`,
	/** All tests of the packages, including those of `unit`. */
	test: PACKAGES_TEST,
	e2e: 'turbo run e2e --output-logs=new-only',
};

export const STEP_NAMES = [...CHECKS.flatMap(Object.keys), ...Object.keys(TESTS)];

/** Everything that must hold before a change lands. */
export const ALL_STEPS = STEP_NAMES.filter((name) => name !== 'unit');
