import { describe, expect, it } from 'vitest';
import type { FileInfo } from '#lib/api/types.ts';
import { findFiles, folderOf, foldersAbove } from './folders.ts';

const file = (path: string): FileInfo => ({
	path,
	name: path.split('/').at(-1)!,
	bytes: 1,
	modified: '2026-11-22T07:41:03.000Z',
	kind: 'text',
});
const group = (name: string, ...paths: string[]) => ({ name, files: paths.map(file) });
const paths = (files: FileInfo[]) => files.map(({ path }) => path);

describe('folderOf', () => {
	it('nests the files of one list in their folders, in the given order', () => {
		const folder = folderOf(group('p', 'p/z.md', 'p/a/one.md', 'p/a/b/c/deep.md', 'p/d/two.md'));
		expect(paths(folder.files)).toEqual(['p/z.md']);
		expect(folder.folders.map(({ name, count }) => [name, count])).toEqual([
			['a', 2],
			['d', 1],
		]);
		expect(folder.folders[0]!.folders[0]!.folders[0]!.path).toBe('p/a/b/c');
		expect(folder.count).toBe(4);
	});

	it('is an empty folder for a group without files', () => {
		expect(folderOf(group('p'))).toEqual({
			name: 'p',
			path: 'p',
			files: [],
			folders: [],
			count: 0,
		});
	});

	it('keeps names apart that every object has as properties', () => {
		const folder = folderOf(group('p', 'p/__proto__/a', 'p/constructor/b'));
		expect(folder.folders.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
	});
});

it('foldersAbove returns every folder of the path, and none for a loose file', () => {
	expect(foldersAbove('a/b/c.md')).toEqual(['a', 'a/b']);
	expect(foldersAbove('c.md')).toEqual([]);
});

describe('findFiles', () => {
	const groups = [
		group('', 'memory.md'),
		group('notes', 'notes/draft-1.md', 'notes/Draft-2.md'),
		group('drafts', 'drafts/plan.md'),
	];

	it('ranks names before folders, in any case', () => {
		expect(paths(findFiles(groups, 'draft'))).toEqual([
			'notes/draft-1.md',
			'notes/Draft-2.md',
			'drafts/plan.md',
		]);
	});

	it('requires every word, in any order', () => {
		expect(paths(findFiles(groups, '2 notes'))).toEqual(['notes/Draft-2.md']);
	});

	it('takes the query literally', () => {
		expect(findFiles(groups, '.*')).toEqual([]);
	});
});
