import { expect, test } from 'vitest';
import { typedCommand } from './typed-command.ts';

const pnpm = (script: string, more: NodeJS.ProcessEnv = {}) => ({
	npm_package_name: 'tool-audit',
	npm_lifecycle_event: script,
	npm_config_user_agent: 'pnpm/12.21.0 npm/? node/? linux x64',
	npm_execpath: '/usr/lib/node_modules/pnpm/bin/pnpm.cjs',
	...more,
});

test.each([
	[{}, 'tool-audit start'],
	[pnpm('start'), 'pnpm start'],
	[pnpm('dev'), 'pnpm dev'],
	[pnpm('tool-audit'), 'pnpm tool-audit start'],
	[
		pnpm('start', { npm_execpath: '/home/alice/.npm/_npx/0390bb/node_modules/pnpm/pnpm' }),
		'npx -y pnpm@12.21.0 start',
	],
	[
		pnpm('start', { npm_execpath: 'C:\\npm-cache\\_npx\\0390bb\\node_modules\\pnpm\\pnpm' }),
		'npx -y pnpm@12.21.0 start',
	],
	[pnpm('start', { npm_package_name: 'my-app' }), 'tool-audit start'],
	[pnpm('serve'), 'tool-audit start'],
	[pnpm('toString'), 'tool-audit start'],
])('%j was started by %j', (env, command) => {
	expect(typedCommand(env)).toBe(command);
});
