import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Builds the program that agents run from this repository. @returns its folder */
export function builtHook(): string {
	execFileSync(process.execPath, [join(ROOT, 'tools/build-hook.ts')], { stdio: 'pipe' });
	return join(ROOT, 'dist/hook');
}
