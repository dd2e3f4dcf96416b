/** What `pnpm test` consists of. */

/** They run no test, and take one core each: two lines of them, which take about as long, run beside each other. */
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

/** They run tests, and take the whole machine. */
export const TESTS: Record<string, string> = {
	/** The tests that stand beside the code: no processes, no servers; the quickest word on a change. */
	unit: `${PACKAGES_TEST} -- src/ --passWithNoTests`,
	/** All tests of the packages, those of `unit` among them. */
	test: PACKAGES_TEST,
	e2e: 'turbo run e2e --output-logs=new-only',
};

export const STEP_NAMES = [...CHECKS.flatMap(Object.keys), ...Object.keys(TESTS)];

/** Everything that must hold before a change lands. */
export const ALL_STEPS = STEP_NAMES.filter((name) => name !== 'unit');
