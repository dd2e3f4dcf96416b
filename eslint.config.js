import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const noProcessEnv = {
	object: 'process',
	property: 'env',
	message: 'Only packages/settings reads the environment, once: take what you need as an argument.',
};

/** Only one package may contain code that differs between systems. */
const PLATFORM =
	'Only packages/safe-files may handle platform differences and file races: use its functions.';
const platformProperties = [
	{ object: 'process', property: 'platform', message: PLATFORM },
	...['O_NOFOLLOW', 'O_DIRECTORY', 'O_NONBLOCK', 'O_CREAT', 'O_EXCL'].map((property) => ({
		property,
		message: PLATFORM,
	})),
	...['ino', 'birthtime', 'birthtimeMs', 'birthtimeNs'].map((property) => ({
		property,
		message: PLATFORM,
	})),
];
const platformImports = ['node:fs', 'node:fs/promises'].map((name) => ({
	name,
	importNames: ['link', 'linkSync', 'rename', 'renameSync', 'fsync', 'fsyncSync'],
	message: PLATFORM,
}));
const platformPaths = {
	selector: 'Literal[value=/^\\u002fproc\\u002f/]',
	message: PLATFORM,
};

/** Classes that each realm has of its own. */
const OF_A_REALM = [
	...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError'],
	...['TypeError', 'URIError', 'DOMException', 'Object', 'Function', 'Array', 'Promise', 'RegExp'],
	...['Map', 'Set', 'WeakMap', 'WeakSet', 'Date', 'String', 'Number', 'Boolean', 'BigInt', 'URL'],
	...['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Buffer', 'AbortSignal', 'AuditError'],
	'(?:Uint|Int|Float|BigInt|BigUint)\\d+(?:Clamped)?Array',
];
const noRealm = {
	selector: `BinaryExpression[operator="instanceof"][right.name=/^(?:${OF_A_REALM.join('|')})$/]`,
	message:
		'Under a test runner, in a vm and with two copies of a package, such a value is of another class with the same name: use codeOf, isError, isAuditError or node:util/types.',
};

/** Timers and clocks that tests replace. */
const noGlobalTimers = [
	...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
	...['setImmediate', 'clearImmediate', 'performance'],
].map((name) => ({
	name,
	message:
		'A test that replaces it would stop what waits for a disk: use @tool-audit/safe-files/timers, and monotonicMs of core.',
}));

/** Elements whose height comes from their content, up to a limit. */
const OVERLAY =
	':matches(SvelteElement[name.name=/^(dialog|Dialog|Popover|Menu)$/], SvelteElement:has(SvelteAttribute[key.name="popover"]))';
const COLLAPSES =
	'/(?=.*\\b(flex-1|basis-0)\\b)(?=.*\\b(min-h-0|overflow-(y-)?(auto|scroll|hidden))\\b)/';
const noCollapse = {
	selector: `${OVERLAY} :matches([value=${COLLAPSES}], [value.raw=${COLLAPSES}])`,
	message:
		'Where a height comes from the content, Safari treats `flex-1` (a basis of 0%) as no height: use `flex-auto`.',
};

/** The rules that need types are in .oxlintrc.json and, for components, in eslint.page.config.js. */
export const SVELTE = ['**/*.svelte', '**/*.svelte.ts'];

/** A boundary between packages. Dependencies have one direction: web → server → packages → core → safe-files. */
const forbid = (group, message, paths = platformImports) => ({
	'@typescript-eslint/no-restricted-imports': ['error', { paths, patterns: [{ group, message }] }],
});

/** What core must not import. */
const coreKnowsFiles = {
	group: [
		'@tool-audit/*',
		'!@tool-audit/safe-files',
		'fastify',
		'@trpc/*',
		'better-auth',
		'svelte',
	],
	message: 'audit-core only handles the files of the log: no framework, no HTTP and no accounts.',
};

/** The folders of core's reading code. Each may import only from those before it. */
const READING_ROOMS = ['format', 'read/io', 'read/scan', 'read/index', 'read/query', 'read/tail'];
const readingRooms = READING_ROOMS.slice(0, -1).map((room, at) => {
	const later = READING_ROOMS.slice(at + 1).map((name) => name.replace('read/', ''));
	return {
		files: [`packages/audit-core/src/${room}/**`],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					paths: platformImports,
					patterns: [
						coreKnowsFiles,
						{
							regex: `^\\.\\./(.*/)?(${later.join('|')})/`,
							message: `Imports have one direction, ${READING_ROOMS.join(' → ')}: ${room} must not import from a later folder.`,
						},
					],
				},
			],
		},
	};
});

export default ts.config(
	{
		ignores: [
			// Another language, with the syntax of TypeScript.
			'packages/audit-core/kernels/',
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
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: globals.node },
		rules: {
			'no-restricted-properties': ['error', noProcessEnv],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
		},
	},
	{
		files: SVELTE,
		languageOptions: {
			globals: globals.browser,
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] },
		},
		// Without types it knows only literal addresses.
		rules: { 'svelte/no-navigation-without-resolve': 'off' },
		// They may be for rules of eslint.page.config.js.
		linterOptions: { reportUnusedDisableDirectives: 'off' },
	},
	{
		files: ['**/*.svelte'],
		rules: { 'no-restricted-syntax': ['error', noCollapse] },
	},
	prettier,
	...svelte.configs.prettier,
	{ files: ['apps/web/**'], languageOptions: { globals: globals.browser } },
	{
		files: ['packages/*/src/**', 'apps/*/src/**'],
		ignores: ['packages/safe-files/**', '**/*.test.ts', '**/*.svelte'],
		rules: {
			'no-restricted-properties': ['error', noProcessEnv, ...platformProperties],
			'no-restricted-syntax': ['error', platformPaths],
			'@typescript-eslint/no-restricted-imports': ['error', { paths: platformImports }],
		},
	},
	{
		files: ['packages/audit-core/src/**', 'packages/safe-files/src/**'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-syntax': ['error', noRealm],
			'no-restricted-globals': ['error', ...noGlobalTimers],
		},
	},
	{
		files: ['packages/audit-core/src/**'],
		ignores: ['**/*.test.ts'],
		rules: { 'no-restricted-syntax': ['error', platformPaths, noRealm] },
	},
	{
		files: ['packages/safe-files/src/**'],
		rules: forbid(
			['@tool-audit/*'],
			'safe-files depends on no other package: all others may depend on it.',
			[],
		),
	},
	{
		files: ['packages/audit-core/src/**'],
		rules: forbid(coreKnowsFiles.group, coreKnowsFiles.message),
	},
	{
		files: ['packages/settings/src/**'],
		rules: forbid(
			['@tool-audit/*', '!@tool-audit/safe-files'],
			'settings depends only on safe-files.',
		),
	},
	{
		files: ['packages/audit-capture/src/**'],
		rules: forbid(
			[
				...['@tool-audit/*', 'fastify', '@trpc/*'],
				...['!@tool-audit/core', '!@tool-audit/safe-files'],
			],
			'audit-capture depends only on core and safe-files, and on no transport.',
		),
	},
	{
		files: ['packages/accounts/src/**'],
		rules: forbid(
			['@tool-audit/*', '!@tool-audit/safe-files', '!@tool-audit/core', 'fastify', '@trpc/*'],
			'accounts depends only on core and safe-files, and on no transport.',
		),
	},
	{
		files: ['apps/server/src/**'],
		rules: forbid(
			['@tool-audit/web', '@tool-audit/client', 'tool-audit'],
			'The server must not depend on the page, the client or the command line.',
		),
	},
	{
		files: ['apps/cli/src/**'],
		rules: forbid(
			['@tool-audit/server/router', '@tool-audit/client', '@tool-audit/web'],
			'The command line uses the packages, and only the start of the server.',
		),
	},
	...readingRooms,
	{
		files: ['apps/web/src/**'],
		// A test may read the log itself, to compare it with the page.
		ignores: ['**/*.test.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^@tool-audit/(?!core/format$|accounts/rules$)',
							allowTypeImports: true,
							message:
								'The page may import only types from the server and core, and core/format and accounts/rules: no other code may reach a browser.',
						},
					],
				},
			],
		},
	},
	{
		files: ['packages/audit-client/src/**'],
		// Those who test with a log in memory have core.
		ignores: ['packages/audit-client/src/testing*.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^@tool-audit/(?!core/(process-end|format)$)',
							allowTypeImports: true,
							message:
								'The client may import only types, core/process-end and core/format, which are built into it: its users install neither the server nor the log.',
						},
					],
				},
			],
		},
	},
	{
		// What is loaded only when it is needed, without waiting: see load-re2.d.cts.
		files: ['packages/audit-core/src/format/load-*'],
		rules: {
			'@typescript-eslint/no-require-imports': 'off',
			'@typescript-eslint/consistent-type-imports': 'off',
		},
	},
	{ files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
	{
		// The answers of a server under test, and `expect.any`, have no type.
		files: ['**/*.test.ts', '**/test/**/*.ts'],
		rules: { '@typescript-eslint/no-explicit-any': 'off' },
	},
	{
		files: [
			'packages/settings/src/**',
			'packages/audit-client/test/projects/**',
			'apps/cli/src/main.ts',
			'apps/cli/test/**',
			'tools/**',
			'bench/**',
			'e2e/**',
			'examples/**',
			'**/*.config.ts',
		],
		rules: { 'no-restricted-properties': 'off' },
	},
);
