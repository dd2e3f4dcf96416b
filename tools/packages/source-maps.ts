/** Source maps of a published package: its own sources are in it, those of private packages and libraries are not. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface SourceMap {
	sources: string[];
	sourcesContent: (string | null)[];
}

/** The path of a library's source, without that of the folder where it was installed. */
export function nameOfLibrary(source: string): string {
	return source.replace(/^.*\/node_modules\//, '');
}

/** Leaves the text of the package's own sources out of the maps of a folder. */
export function leanMaps(dist: string): void {
	for (const name of globSync('*.{js,cjs}.map', { cwd: dist })) {
		const path = join(dist, name);
		const map = JSON.parse(readFileSync(path, 'utf8')) as SourceMap;
		const sourcesContent = map.sources.map((source, at) =>
			source.startsWith('../src/') ? null : (map.sourcesContent[at] ?? null),
		);
		writeFileSync(path, JSON.stringify({ ...map, sourcesContent }));
	}
}
