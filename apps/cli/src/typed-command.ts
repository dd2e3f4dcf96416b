/**
 * The command that the user typed to start the server. In a clone that is a script of pnpm, which tells in the
 * environment of what it runs which script that is, and how pnpm itself was started.
 */
export function typedCommand(env: NodeJS.ProcessEnv): string {
	const {
		npm_package_name: name,
		npm_lifecycle_event: script = '',
		npm_execpath: pnpm = '',
		npm_config_user_agent: agent = '',
	} = env;
	// Another project's script may run an installed tool-audit: its name says nothing to the reader.
	const words = name === 'tool-audit' ? SCRIPTS.get(script) : undefined;
	if (words === undefined) return 'tool-audit start';
	const version = /^pnpm\/(\S+)/.exec(agent)?.[1];
	const isFromNpx = /[\\/]_npx[\\/]/.test(pnpm) && version !== undefined;
	return `${isFromNpx ? `npx -y pnpm@${version}` : 'pnpm'} ${words}`;
}

const SCRIPTS = new Map([
	['start', 'start'],
	['dev', 'dev'],
	['tool-audit', 'tool-audit start'],
]);
