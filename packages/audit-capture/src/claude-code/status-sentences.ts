import type { ConnectionStatus, Problem, Run, ScopeStatus } from './status.ts';

const TITLES: Record<ScopeStatus['scope'], string> = {
	user: 'All your projects',
	project: 'This project, for everyone',
	local: 'This project, for you',
};

/** The status for a person to read: a sentence for each scope, then one for each problem. */
export function sentencesOn(status: ConnectionStatus): string[] {
	return [...placesOf(status), ...status.problems.map(sentenceOn)];
}

/** For each scope, whether it is connected; then where the calls go. */
export function placesOf({ scopes, logs }: Pick<ConnectionStatus, 'scopes' | 'logs'>): string[] {
	const places = logs.map(({ user, home }) => `Calls go to the log of ${user} in ${home}.`);
	return [...scopes.map(onScope), ...places];
}

function onScope({ scope, path, runs }: ScopeStatus): string {
	if (runs.length === 0) return `${TITLES[scope]}: not connected (${path}).`;
	return `${TITLES[scope]}: connected (${path}), ${runs.map(onRun).join(' and ')}.`;
}

function onRun(run: Run): string {
	return run.kind === 'http' ? `posts to ${run.url}` : `runs ${run.node} ${run.script}`;
}

/** What is wrong, and what to do. */
export function sentenceOn(problem: Problem): string {
	switch (problem.code) {
		case 'unreadable':
			return `Claude Code may ignore ${problem.path}, and it is not known whether it is connected. ${problem.reason}`;
		case 'hooks-disabled':
			return `No calls are recorded: "disableAllHooks" in ${problem.path} turns hooks off. Remove it to record calls.`;
		case 'managed-hooks-only':
			return `No calls are recorded: your organization allows only its own hooks ("allowManagedHooksOnly" in ${problem.path}).`;
		case 'node-missing':
			return `No calls are recorded: ${problem.node} in ${problem.path} does not exist. Connect again to use the current Node.`;
		case 'script-missing':
			return `No calls are recorded: ${problem.script} in ${problem.path} does not exist. Connect again to restore it.`;
		case 'config-unusable':
			return `No calls are recorded: ${problem.config || 'no config file'}, named in ${problem.path}, does not say whose log they belong to. Connect again to restore it.`;
		case 'events-missing':
			return `Some calls may be missing: ${problem.path} has no entry for ${problem.events.join(', ')}. Connect again to add it.`;
		case 'only-some-tools':
			return `Some calls may be missing: a matcher in ${problem.path} restricts ${problem.events.join(', ')} to some tools.`;
		case 'several-commands':
			return `Calls are handed over more than once: one entry ${problem.runs.map(onRun).join(', another one ')}. Disconnect all but one.`;
	}
}
