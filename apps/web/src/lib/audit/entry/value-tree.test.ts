import { expect, test } from 'vitest';
import { diffLines } from './line-diff.ts';
import { jsonOf, textAt, treeOf } from './value-tree.ts';

const none = { textNumbers: new Set<string>(), clipped: new Set<string>(), compare: diffLines };

test('a value that contains others has their number', () => {
	const value = { edits: [{ old: 'a' }], dryRun: true, head: 41, none: null, empty: [] };
	const tree = treeOf({ name: 'args', value, path: '/args' }, none);
	expect(tree.size).toBe('5 fields');
	expect(tree.children!().map(({ name, kind, size, text }) => [name, kind, size ?? text])).toEqual([
		['edits', 'list', '1 item'],
		['dryRun', 'boolean', 'true'],
		['head', 'number', '41'],
		['none', 'null', 'null'],
		['empty', 'list', '[]'],
	]);
});

test('a path is a JSON Pointer, whatever the names contain', () => {
	const tree = treeOf({ name: 'args', value: { 'a/b~c': [1] }, path: '/args' }, none);
	expect(tree.children!()[0]!.children!()[0]!.path).toBe('/args/a~1b~0c/0');
});

test('an empty name is visible, and its path is still the one of the value', () => {
	const value = { '': { '': 'x' } };
	const [outer] = treeOf({ name: 'args', value, path: '/args' }, none).children!();
	const [inner] = outer!.children!();
	expect([outer!.name, outer!.path]).toEqual(['""', '/args/']);
	expect([inner!.name, inner!.path]).toEqual(['""', '/args//']);
	expect(textAt({ args: value }, inner!.path)).toBe('x');
});

test('a truncated string has its recorded length', () => {
	const value = `${'x'.repeat(500)} …[4120 chars total]`;
	expect(treeOf({ name: 'text', value, path: '/args/text' }, none)).toMatchObject({
		note: 'Showing 500 of 4,120 characters',
		text: 'x'.repeat(500),
	});
});

test('a redacted secret names the rule', () => {
	const value = 'Bearer [redacted:bearer:1a2b3c4d]';
	const tree = treeOf({ name: 'key', value, path: '/args/key' }, none);
	expect(tree.note).toBe('Secret redacted (rule: bearer)');
});

test('a number given as text is a number, digit by digit', () => {
	const special = { ...none, textNumbers: new Set(['/args/id']) };
	const tree = treeOf({ name: 'id', value: '9007199254740993', path: '/args/id' }, special);
	expect(tree).toMatchObject({ kind: 'number', text: '9007199254740993' });
});

test('an old and a new text are one edit, at any depth', () => {
	const value = { path: '/a', edits: [{ old_string: 'a\nb', new_string: 'a\nc', all: true }] };
	const [path, edits] = treeOf({ name: 'args', value, path: '/args' }, none).children!();
	expect(path!.isPath).toBe(true);
	const [edit, all] = edits!.children!()[0]!.children!();
	expect(edit!.lines!().map(({ kind, text }) => [kind, text])).toEqual([
		['same', 'a'],
		['removed', 'b'],
		['added', 'c'],
	]);
	expect(all!.name).toBe('all');
});

test('an edit of a truncated text compares what is there, and says so', () => {
	const value = { oldText: 'a …[900 chars total]', newText: 'b' };
	const [edit] = treeOf({ name: 'args', value, path: '/args' }, none).children!();
	expect(edit!.note).toBe('Showing 1 of 900 characters');
	expect(edit!.lines!().map(({ text }) => text)).toEqual(['a', 'b']);
});

test('each item of a list of paths may be a path', () => {
	const value = { paths: ['/a', '/b'], names: ['/c'] };
	const [paths, names] = treeOf({ name: 'args', value, path: '/args' }, none).children!();
	expect(paths!.children!().map(({ isPath }) => isPath)).toEqual([true, true]);
	expect(names!.children!()[0]!.isPath).toBe(false);
});

test('a patch is shown as one, and other text is not', () => {
	const value = { patch: '--- a\n+++ b\n-x\n+y', diff: 'nothing' };
	const kinds = treeOf({ name: 'args', value, path: '' }, none).children!();
	expect(kinds.map(({ kind }) => kind)).toEqual(['edit', 'string']);
});

test('a copied value is the text itself, or JSON', () => {
	const entry = { args: { 'a/b': ['text', { n: 1 }] } };
	expect(textAt(entry, '/args/a~1b/0')).toBe('text');
	expect(textAt(entry, '/args/a~1b/1')).toBe('{\n  "n": 1\n}');
	expect(textAt(entry, '/args/__proto__')).toBe('null');
});

test('JSON has the numbers of the line, digit by digit', () => {
	const value = { id: '9007199254740993', text: '1', list: [], more: [{ n: 'NaN' }] };
	const exact = new Set(['/args/id', '/args/more/0/n']);
	expect(jsonOf(value, '/args', exact)).toBe(
		'{\n  "id": 9007199254740993,\n  "text": "1",\n  "list": [],\n  "more": [\n    {\n      "n": NaN\n    }\n  ]\n}',
	);
	const plain = { a: [1, { b: 'x\n"y"' }], c: {}, d: null };
	expect(jsonOf(plain)).toBe(JSON.stringify(plain, null, 2));
});
