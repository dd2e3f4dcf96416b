/** The steps of `pnpm test`. */

/** The files that are linted with types by ESLint, which is slow; those of all others are checked by oxlint. */
const SVELTE = ['**/*.svelte', '**/*.svelte.ts'];

/** Steps without tests, which use one core each. The two groups take about the same time and run in parallel. */
export const CHECKS: Record<string, string>[] = [
	{
		'lint-page': `eslint ${SVELTE.map((name) => `"apps/web/${name}"`).join(' ')} --max-warnings 0`,
	},
	{
		lint: `eslint . ${SVELTE.map((name) => `--ignore-pattern "${name}"`).join(' ')} --max-warnings 0`,
		/** TypeScript, with the rules of lint that need types; then the page's components. */
		types: 'oxlint && turbo run types --output-logs=errors-only',
		format: 'prettier --check --log-level warn .',
		unused: 'knip',
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

/** Everything that must hold before a change lands. */
export const ALL_STEPS = STEP_NAMES.filter((name) => name !== 'unit');
