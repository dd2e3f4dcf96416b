/** Bundles the program that agents run for their events into `dist/hook`: files without dependencies, for Node 22 and newer. */
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const ROOT = join(import.meta.dirname, '..');

/** CommonJS, because it starts faster: an agent waits for the program at every call. */
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
	await build.write({
		...{ dir, format: 'cjs', minify: true, cleanDir: true },
		entryFileNames: '[name].cjs',
		chunkFileNames: 'claude-code.[name].cjs',
	});
	await build.close();
}

if (import.meta.main) await buildHook(join(ROOT, 'dist/hook'));
