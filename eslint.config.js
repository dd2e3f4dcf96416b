import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const noProcessEnv = {
	object: 'process',
	property: 'env',
	message:
		'The environment is read once, in apps/server/src/config.ts: take what you need as an argument.',
};

/** Elements whose height comes from what is in them, up to a limit. */
const OVERLAY =
	':matches(SvelteElement[name.name=/^(dialog|Dialog|Popover|Menu)$/], SvelteElement:has(SvelteAttribute[key.name="popover"]))';
const COLLAPSES =
	'/(?=.*\\b(flex-1|basis-0)\\b)(?=.*\\b(min-h-0|overflow-(y-)?(auto|scroll|hidden))\\b)/';
const noCollapse = {
	selector: `${OVERLAY} :matches([value=${COLLAPSES}], [value.raw=${COLLAPSES}])`,
	message:
		'Where a height comes from what is in it, Safari takes `flex-1` (a basis of 0%) for no height at all: use `flex-auto`.',
};

/** A boundary of the house: dependencies point one way, web → server → core. */
const forbid = (group, message) => ({
	'@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, message }] }],
});

export default ts.config(
	{
		ignores: [
			'**/build/',
			'**/dist/',
			'**/reports/',
			'**/.svelte-kit/',
			'**/test-results/',
			'**/.turbo/',
			'home/',
			'data/',
		],
	},
	js.configs.recommended,
	...ts.configs.recommendedTypeChecked,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: {
			globals: globals.node,
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte'],
			},
		},
		rules: {
			'no-restricted-properties': ['error', noProcessEnv],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/require-await': 'off',
		},
	},
	{ files: ['**/*.js'], ...ts.configs.disableTypeChecked },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			globals: globals.browser,
			parserOptions: { parser: ts.parser },
		},
	},
	{
		files: ['**/*.svelte'],
		rules: { 'no-restricted-syntax': ['error', noCollapse] },
	},
	{ files: ['apps/web/**'], languageOptions: { globals: globals.browser } },
	{
		files: ['packages/audit-core/src/**'],
		rules: forbid(
			['@tool-audit/*', 'fastify', '@trpc/*', 'better-auth', 'svelte'],
			'audit-core is the log itself: it knows no framework, no HTTP and no accounts.',
		),
	},
	{
		files: ['apps/web/src/**'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: ['@tool-audit/*'],
							allowTypeImports: true,
							message:
								'The page takes only types from the server and from core: their code must not reach the browser.',
						},
					],
				},
			],
		},
	},
	{
		files: ['packages/audit-client/src/**'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^@tool-audit/(?!core/process-end$)',
							allowTypeImports: true,
							message:
								'The client takes only types, and what happens at the end of a process: its users install no server, and load no log.',
						},
					],
				},
			],
		},
	},
	{
		// What a server under test answers, and what `expect.any` stands for, has no type.
		files: ['**/*.test.ts', '**/test/**/*.ts'],
		rules: {
			'@typescript-eslint/no-explicit-any': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
	{
		files: [
			'apps/server/src/config.ts',
			'packages/audit-cli/src/main.ts',
			'tools/**',
			'bench/**',
			'e2e/**',
			'examples/**',
			'**/*.config.ts',
		],
		rules: { 'no-restricted-properties': 'off' },
	},
);
