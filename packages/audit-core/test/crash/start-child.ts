import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { join } from 'node:path';

/** Starts one of the programs beside this file, with a cache of compiled code below `home`. */
export function startChild(
	home: string,
	script: string,
	args: readonly string[],
	options: { stdio?: StdioOptions; under?: readonly string[] } = {},
): ChildProcess {
	const [command, ...before] = [...(options.under ?? []), process.execPath];
	return spawn(command, [...before, join(import.meta.dirname, script), ...args], {
		stdio: options.stdio ?? 'inherit',
		env: { NODE_COMPILE_CACHE: join(home, 'compiled'), PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
	});
}
