import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Writes the list of files in the bundle, so that a package that ships the page can collect their licences. */
export function bundledModules(file: string): Plugin {
	return {
		name: 'bundled-modules',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		generateBundle(_options, bundle) {
			// Fonts come in by a style sheet and are not modules.
			const assets = Object.values(bundle).flatMap((output) =>
				output.type === 'asset' ? output.originalFileNames.map((name) => resolve(name)) : [],
			);
			const modules = [...new Set([...this.getModuleIds(), ...assets])].sort();
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, JSON.stringify(modules));
		},
	};
}
