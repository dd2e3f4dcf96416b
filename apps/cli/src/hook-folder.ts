import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** In the installed package the hook is next to the code; in a clone it is built when it is needed. */
const PACKED_HOOK = join(import.meta.dirname, '../hook');
const CAPTURE = join(import.meta.dirname, '../../../packages/audit-capture');

export function hookFolder(): string {
	if (existsSync(PACKED_HOOK)) return PACKED_HOOK;
	execFileSync(process.execPath, [join(CAPTURE, 'tools/build-hook.ts')], { stdio: 'ignore' });
	return join(CAPTURE, 'dist/hook');
}
