import { join } from 'node:path';
import { expect, test } from 'vitest';
import { citedIn, findMissing } from '../cited-files.ts';

test('every file that docs and comments name exists', () => {
	expect(findMissing(join(import.meta.dirname, '../..'))).toEqual([]);
});

test('resolves links from their page and paths from the root, and ignores URLs', () => {
	const text = 'See [a](../a.md#part), [b](https://b.example/c.md) and `packages/x/src/y.ts`.';
	expect(citedIn('docs/page.md', text)).toEqual([
		{ from: 'docs/page.md', path: 'a.md' },
		{ from: 'docs/page.md', path: 'packages/x/src/y.ts' },
	]);
});

test('finds a docs page named in a comment', () => {
	const text = '/** How it is written: docs/format.md §3. */';
	expect(citedIn('packages/a/src/b.ts', text)).toEqual([
		{ from: 'packages/a/src/b.ts', path: 'docs/format.md' },
	]);
});
