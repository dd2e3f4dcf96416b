import { makeOwnFolder, writeWhole } from '@tool-audit/safe-files';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGENT } from './agent.ts';

/**
 * Copies the hook's program into the data folder, where it stays when Tool Audit is moved or upgraded. Each file is
 * replaced as a whole: agents may be running it.
 */
export function copyHook(from: string, data: string): void {
	const to = join(data, 'bin');
	makeOwnFolder(to);
	const names = readdirSync(from).filter((name) => name.startsWith(AGENT) && name.endsWith('.cjs'));
	// The program itself last: it loads the other files.
	for (const name of names.sort((a, b) => b.length - a.length)) {
		writeWhole(join(to, name), readFileSync(join(from, name), 'utf8'));
	}
}
