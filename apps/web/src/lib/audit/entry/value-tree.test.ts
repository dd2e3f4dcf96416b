import { expect, test } from 'vitest';
import { textAt, treeOf } from './value-tree.ts';

const none = { textNumbers: new Set<string>(), clipped: new Set<string>() };

test('a list has its length, and each value its type', () => {
	const tree = treeOf(
		'args',
		{ edits: [{ old: 'a' }], dryRun: true, head: 41, none: null },
		'/args',
		none,
	);
	expect(tree.type).toBe('4 fields');
	expect(tree.children!().map(({ name, type }) => [name, type])).toEqual([
		['edits', 'list of 1'],
		['dryRun', 'boolean'],
		['head', 'number'],
		['none', 'null'],
	]);
});

test('a path is a JSON Pointer, whatever the names contain', () => {
	const tree = treeOf('args', { 'a/b~c': [1] }, '/args', none);
	expect(tree.children!()[0]!.children!()[0]!.path).toBe('/args/a~1b~0c/0');
});

test('a truncated string has its recorded length', () => {
	const tree = treeOf('text', `${'x'.repeat(500)} …[4120 chars total]`, '/args/text', none);
	expect(tree.note).toBe('Cut: showing 500 of 4,120 characters');
	expect(tree.text).toBe('x'.repeat(500));
});

test('a redacted secret names the rule', () => {
	const tree = treeOf('key', 'Bearer [redacted:bearer:1a2b3c4d]', '/args/key', none);
	expect(tree.note).toContain('rule: bearer');
});

test('a number given as text is a number, digit by digit', () => {
	const special = { ...none, textNumbers: new Set(['/args/id']) };
	const tree = treeOf('id', '9007199254740993', '/args/id', special);
	expect(tree).toMatchObject({ kind: 'number', text: '9007199254740993' });
});

test('characters are code points', () => {
	expect(treeOf('t', '🌱'.repeat(40), '/t', none).type).toBe('string, 40 characters');
});

test('a copied value is the text itself, or JSON', () => {
	const entry = { args: { 'a/b': ['text', { n: 1 }] } };
	expect(textAt(entry, '/args/a~1b/0')).toBe('text');
	expect(textAt(entry, '/args/a~1b/1')).toBe('{\n\t"n": 1\n}');
	expect(textAt(entry, '/args/__proto__')).toBe('null');
});
