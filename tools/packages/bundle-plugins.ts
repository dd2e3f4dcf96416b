import { copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';

/** A file `x.published.ts` takes the place of `x.ts` in a published package, and `x.browser.ts` in its files for browsers. */
export function use(variant: 'published' | 'browser'): Plugin {
	return {
		name: `use-${variant}`,
		async resolveId(source, importer) {
			const found = await this.resolve(source, importer, { skipSelf: true });
			if (!found?.id.endsWith('.ts')) return null;
			const instead = found.id.replace(/\.ts$/, `.${variant}.ts`);
			return existsSync(instead) ? instead : null;
		},
	};
}

/**
 * Keeps files of CommonJS as they are, beside the bundles. They require a library when it is first needed, and what bundles
 * the package for a program has to see that.
 */
export function keepLazyLibraries(dist: string): Plugin {
	return {
		name: 'keep-lazy-libraries',
		async resolveId(source, importer) {
			if (!source.startsWith('.') || !source.endsWith('.cjs')) return null;
			const found = await this.resolve(source, importer, { skipSelf: true });
			if (!found) return null;
			const name = basename(found.id);
			copyFileSync(found.id, join(dist, name));
			return { id: `./${name}`, external: true };
		},
	};
}
