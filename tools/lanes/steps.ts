/** The steps of `pnpm test`. */

/** The rules of lint that need types, for the components. Only ESLint can read them, and takes a minute. */
export const LINT_PAGE =
	'eslint --config eslint.page.config.js "apps/web/**/*.svelte" "apps/web/**/*.svelte.ts" --max-warnings 0';

/** Steps without tests, which use one core each. The two groups take about the same time and run in parallel. */
export const CHECKS: Record<string, string>[] = [
	{
		lint: 'eslint . --max-warnings 0',
		format: 'prettier --check --log-level warn .',
		unused: 'knip',
	},
	{
		/** TypeScript, with the rules of lint that need types; then the page's components. */
		types: 'oxlint && turbo run types --output-logs=errors-only',
		'lint-page': LINT_PAGE,
	},
];

/** Three packages at a time: each one waits more than it computes. */
const PACKAGES_TEST = 'turbo run test --concurrency=3 --continue --output-logs=new-only';

/** Steps with tests, which use the whole machine. */
export const TESTS: Record<string, string> = {
	/** The tests next to the code, without processes and servers: the quickest check of a change. */
	unit: `${PACKAGES_TEST} -- src/ --passWithNoTests`,
	/** All tests of the packages, including those of `unit`. */
	test: PACKAGES_TEST,
	e2e: 'turbo run e2e --output-logs=new-only',
};

export const STEP_NAMES = [...CHECKS.flatMap(Object.keys), ...Object.keys(TESTS)];

/** Everything that must hold before a change lands: `unit` is part of `test`, and `lint-page` of `pnpm check` and deep. */
export const ALL_STEPS = STEP_NAMES.filter((name) => !['unit', 'lint-page'].includes(name));
