import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readManifest } from '../packages/manifest.ts';
import { publishConfigOf } from '../packages/published-exports.ts';

const ROOT = join(import.meta.dirname, '../..');
const PUBLISHED = globSync('packages/*/package.json', { cwd: ROOT })
	.map((path) => readManifest(join(ROOT, dirname(path))))
	.filter((manifest) => !manifest.private);

test('core and the client are published', () => {
	expect(PUBLISHED.map(({ name }) => name).sort()).toEqual([
		'@tool-audit/client',
		'@tool-audit/core',
	]);
});

test.each(PUBLISHED)('$name names its built files by its entries', (manifest) => {
	expect(manifest.publishConfig).toEqual(publishConfigOf(manifest));
});

test('types come first, so that no compiler takes the JavaScript for them', () => {
	const config = publishConfigOf({ name: 'a', exports: { './b-worker': './src/b.ts' } });
	expect(JSON.stringify(config)).toContain(
		'{"types":"./dist/b.d.cts","default":"./dist/b-worker.cjs"}',
	);
});
