/**
 * How the entries of a package share files. The bundler alone would make one for each set of entries that share something:
 * for five entries it made twenty, and opening a file takes as long as reading some tens of kilobytes of code.
 */
import { join } from 'node:path';
import type { CodeSplittingGroup, Plugin } from 'rolldown';

/**
 * By name, the sources that each file is made of: they and what they import, except what is in a file before. What is in
 * none of them belongs to the entry that uses it.
 */
export type SharedFiles = Record<string, string[]>;

export function findFiles(
	folder: string,
	shared: SharedFiles,
): { groups: CodeSplittingGroup[]; plugin: Plugin } {
	const names = Object.keys(shared);
	const files = new Map<string, string>();
	const groups = names.map((name, at) => ({
		name,
		test: (id: string) => files.get(id) === name,
		priority: names.length - at,
	}));
	const plugin: Plugin = {
		name: 'shared-files',
		buildEnd() {
			for (const name of names) {
				const queue = shared[name]!.map((source) => join(folder, source));
				for (const id of queue) {
					if (files.has(id)) continue;
					files.set(id, name);
					queue.push(...(this.getModuleInfo(id)?.importedIds ?? []));
				}
			}
		},
	};
	return { groups, plugin };
}
