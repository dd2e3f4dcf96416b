import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addDocs, removeDocs } from '../packages/packed-docs.ts';
import { packedPages } from '../packages/packed-pages.ts';

const README = 'packages/a/README.md';

function pagesOf(files: Record<string, string>) {
	return Object.fromEntries(packedPages('packages/a', (path) => files[path]!));
}

test('a document comes along with those that it leads to, and every link leads to its place in the package', () => {
	const pages = pagesOf({
		[README]: '[http](../../docs/http.md#record) and [`changes`](CHANGELOG.md)',
		'docs/http.md': '[format](format.md#3-fields), [readme](../packages/a/README.md)',
		'docs/format.md': '[here](#1-files)',
	});
	expect(pages).toEqual({
		'README.md': '[http](docs/http.md#record) and [`changes`](CHANGELOG.md)',
		'docs/http.md': '[format](format.md#3-fields), [readme](../README.md)',
		'docs/format.md': '[here](#1-files)',
	});
});

test.each([
	'../b/README.md',
	'../../README.md#start',
	'../../docs/decisions/x.md',
	'../../examples',
])('what is not packed is plain text: %s', (target) => {
	expect(pagesOf({ [README]: `See [that](${target}).` })['README.md']).toBe('See that.');
});

test.each([
	'[a](https://a.example/b.md)',
	'`[a](../b.md)`',
	'```ts\nrow[0](x);\nconst a = `${b}`;\n[a](../b.md)\n```',
])('%j stays as it is', (text) => {
	expect(pagesOf({ [README]: text })['README.md']).toBe(text);
});

function repository(files: Record<string, string>) {
	const root = mkdtempSync(join(tmpdir(), 'tool-audit-packed-docs-'));
	onTestFinished(() => rmSync(root, { recursive: true, force: true }));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
	const content = () =>
		Object.fromEntries(
			globSync('**/*.md', { cwd: root }).map((path) => [
				path.replaceAll('\\', '/'),
				readFileSync(join(root, path), 'utf8'),
			]),
		);
	return { where: { root, folder: join(root, 'packages/a') }, content };
}

const FILES = { [README]: '[format](../../docs/format.md)', 'docs/format.md': 'The format.' };

test('they are beside the README while the package is packed', () => {
	const { where, content } = repository(FILES);
	addDocs(where);
	expect(content()).toMatchObject({
		[README]: '[format](docs/format.md)',
		'packages/a/docs/format.md': 'The format.',
	});
	removeDocs(where);
	expect(content()).toEqual(FILES);
});

test('a packing that ended too early leaves nothing behind the next one', () => {
	const { where, content } = repository(FILES);
	addDocs(where);
	addDocs(where);
	removeDocs(where);
	removeDocs(where);
	expect(content()).toEqual(FILES);
});
