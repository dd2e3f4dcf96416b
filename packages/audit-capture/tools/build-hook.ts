/** Bundles the program that agents run for their events into `dist/hook`: files without dependencies, for Node 22 and newer. */
import { writeWhole } from '@tool-audit/safe-files';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const ROOT = join(import.meta.dirname, '..');

/**
 * CommonJS, because it starts faster: an agent waits for the program at every call. Files are replaced as a whole, since
 * another process may be copying them.
 */
export async function buildHook(dir: string): Promise<void> {
	const build = await rolldown({
		input: { 'claude-code': join(ROOT, 'src/hook/main.ts') },
		platform: 'node',
		external: [/^node:/],
		transform: { target: 'node22' },
		onLog(level, log, pass) {
			// Nothing else is copied with the program, so the import would fail.
			if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
			pass(level, log);
		},
	});
	const { output } = await build.generate({
		...{ format: 'cjs', minify: true },
		entryFileNames: '[name].cjs',
		chunkFileNames: 'claude-code.[name].cjs',
	});
	await build.close();
	mkdirSync(dir, { recursive: true });
	for (const file of output) {
		if (file.type === 'chunk') writeWhole(join(dir, file.fileName), file.code);
	}
	const names = new Set(output.map(({ fileName }) => fileName));
	const others = readdirSync(dir).filter((name) => name.endsWith('.cjs') && !names.has(name));
	for (const name of others) rmSync(join(dir, name), { force: true });
}

if (import.meta.main) await buildHook(join(ROOT, 'dist/hook'));
