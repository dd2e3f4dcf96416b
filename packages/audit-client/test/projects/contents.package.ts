/** What is in the packed packages. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorsIn, linksIn } from './markdown.ts';
import { makeProject, prepared, programPath, testWith } from './project.ts';

interface Manifest {
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	engines: { node: string };
}

describe.each(['core', 'client'] as const)('%s', (name) => {
	const folder = join(prepared.root, 'node_modules/@tool-audit', name);
	const read = (path: string) => readFileSync(join(folder, path), 'utf8');
	const files = globSync('**/*', { cwd: folder });
	const manifest = () => JSON.parse(read('package.json')) as Manifest;

	test('has its documentation, its licence and its sources', () => {
		const expected = ['README.md', 'CHANGELOG.md', 'LICENSE', 'src/index.ts', 'dist/index.d.cts'];
		expect(files).toEqual(expect.arrayContaining(expected));
	});

	test('every link of its documentation leads to a heading or a file that is there', () => {
		const pages = files.filter((file) => file.endsWith('.md'));
		expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/format.md']));
		const links = pages.flatMap((page) => linksIn(read(page)).map((link) => ({ page, link })));
		const local = links.filter(({ link }) => !/^[a-z]+:/i.test(link));
		expect(local.length).toBeGreaterThan(3);
		const broken = local.filter(({ page, link }) => {
			const [path = '', anchor] = link.split('#');
			const file = path === '' ? page : join(dirname(page), path);
			if (!existsSync(join(folder, file))) return true;
			return anchor !== undefined && !anchorsIn(read(file)).includes(anchor);
		});
		expect(broken).toEqual([]);
	});

	test('has no test and nothing that only tests use', () => {
		expect(
			files.filter((file) => /\.(test|fixture)\.|(^|\/)(test|tools)(\/|$)/.test(file)),
		).toEqual([]);
	});

	test('depends on nothing that only the workspace has', () => {
		const { dependencies = {}, peerDependencies = {}, engines } = manifest();
		const all = { ...dependencies, ...peerDependencies };
		expect(Object.values(all).join()).not.toMatch(/workspace|catalog|file:|link:/);
		const ours = Object.keys(all).filter((other) => other.startsWith('@tool-audit/'));
		expect(ours).toEqual(name === 'core' ? [] : ['@tool-audit/core']);
		expect(engines.node).toBe('>=22');
	});

	test('names no private package', () => {
		const built = files.filter((file) => /^dist\/.*\.([cm]?js|d\.[cm]?ts)$/.test(file));
		expect(built.length).toBeGreaterThan(5);
		const own = /(?:from|require\(|import\(?)\s*['"](@tool-audit\/(?!(?:core|client)\b)[^'"]*)/;
		for (const file of built) expect(read(file), file).not.toMatch(own);
	});

	test('every map leads to a source that is there', () => {
		const maps = files.filter((file) => file.endsWith('.map'));
		expect(maps).toEqual(expect.arrayContaining(['dist/index.js.map', 'dist/index.d.ts.map']));
		const missing = maps.flatMap((file) => {
			const { sources, sourcesContent = [] } = JSON.parse(read(file)) as {
				sources: string[];
				sourcesContent?: (string | null)[];
			};
			return sources
				.filter((source, at) => {
					const path = resolve(folder, dirname(file), source);
					return typeof sourcesContent[at] !== 'string' && !existsSync(path);
				})
				.map((source) => `${file}: ${source}`);
		});
		expect(missing).toEqual([]);
	});

	testWith(null, 'types are right for every way to import it', async () => {
		const attw = programPath('@arethetypeswrong/cli/dist/index.js');
		const project = makeProject({});
		const args = [attw, prepared.packed[name], '--format', 'ascii', '--no-color'];
		const { code, stdout } = await project.run(process.execPath, ...args);
		expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('No problems') });
	});
});
