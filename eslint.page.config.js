/** The rules that need types, for the page's components, which oxlint can't read: they take five times as long as the others. */
import ts from 'typescript-eslint';
import base, { SVELTE } from './eslint.config.js';

export default [
	...base,
	{
		files: SVELTE,
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			...ts.configs.recommendedTypeCheckedOnly.at(-1).rules,
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/require-await': 'off',
			'svelte/no-navigation-without-resolve': 'error',
		},
	},
];
