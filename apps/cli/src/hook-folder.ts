import { builtHook } from '@tool-audit/capture';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** In the installed package the hook is next to the code; in a clone it is built when it is needed. */
const PACKED_HOOK = join(import.meta.dirname, '../hook');

export function hookFolder(): string {
	return existsSync(PACKED_HOOK) ? PACKED_HOOK : builtHook();
}
