import { join } from 'node:path';
import { build, type Rolldown } from 'vite';

/** A module of this package with all that it imports, as one CommonJS file, in which `import.meta.url` is undefined. */
export async function bundleAsCommonJs(entry: string): Promise<string> {
	const built = (await build({
		configFile: false,
		logLevel: 'silent',
		build: {
			ssr: join(import.meta.dirname, '..', entry),
			write: false,
			// The oldest Node.js that runs the library.
			target: 'node22',
			minify: false,
			rolldownOptions: { output: { format: 'cjs', codeSplitting: false } },
		},
		ssr: { noExternal: true, target: 'node' },
	})) as Rolldown.RolldownOutput;
	const [chunk, ...others] = built.output;
	if (others.length > 0) throw new Error(`${others.length} files beside the first one`);
	return chunk.code;
}
