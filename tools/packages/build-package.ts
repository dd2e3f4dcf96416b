/**
 * Builds a package as it is published, into its `dist`: JavaScript and declarations for `import` and for `require`
 * (docs/decisions/2026-11-30-packages-are-built-twice.md).
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { thirdPartyText } from '../third-party.ts';
import { bundle } from './bundle.ts';
import { emitDeclarations, finishDeclarations } from './declarations.ts';
import { entriesOf, readManifest } from './manifest.ts';
import { publishConfigOf } from './published-exports.ts';
import type { SharedFiles } from './shared-files.ts';

export interface BuildOptions {
	/** Absolute path of the package. */
	folder: string;
	/** Names of the entries that share no file with others, such as those for browsers: `format` for `./format`. */
	alone?: string[];
	/** By name of an entry, the peer dependencies that it imports. Others contain what they use of them. */
	peers?: Record<string, string[]>;
	/** Modules of this workspace that the package contains, with their types, though it may name their package. */
	builtIn?: string[];
	/** By name of a global, the source that exports what takes its place, also in the libraries that are built in. */
	instead?: Record<string, string>;
	/** What the other entries share. Without it each of them loads many small files. */
	shared?: SharedFiles;
}

export async function buildPackage({
	folder,
	alone = [],
	peers = {},
	builtIn = [],
	instead = {},
	shared = {},
}: BuildOptions): Promise<void> {
	const manifest = readManifest(folder);
	const entries = entriesOf(manifest);
	if (!isDeepStrictEqual(manifest.publishConfig, publishConfigOf(manifest))) {
		throw new Error('publishConfig is out of date: run tools/packages/published-exports.ts.');
	}
	const dist = join(folder, 'dist');
	rmSync(dist, { recursive: true, force: true });
	mkdirSync(dist);
	emitDeclarations(folder, dist);
	finishDeclarations({ folder, manifest, entries, builtIn });
	const how = { alone, peers, builtIn, instead, shared };
	const modules = await bundle({ folder, manifest, entries, ...how });
	const libraries = modules.filter((id) => id.includes('node_modules'));
	if (libraries.length > 0) writeFileSync(join(dist, 'THIRD-PARTY.txt'), thirdPartyText(libraries));
}
