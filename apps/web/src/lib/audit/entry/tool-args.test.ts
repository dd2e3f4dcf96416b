import { describe, expect, test } from 'vitest';
import { panelFileOf, readToolArgs } from './tool-args.ts';

test('recognises a command and its working directory', () => {
	expect(readToolArgs({ command: 'ls -la\npwd', cwd: '/home/alice' }).command).toEqual({
		text: 'ls -la\npwd',
		folder: '/home/alice',
	});
});

test('joins a list of words so that a shell would accept it', () => {
	expect(readToolArgs({ cmd: ['rm', '-rf', 'my notes', "it's"] }).command!.text).toBe(
		`rm -rf 'my notes' 'it'\\''s'`,
	);
});

test('finds edits at any depth', () => {
	const args = {
		path: '/a',
		edits: [
			{ oldText: 'a', newText: 'b' },
			{ old_string: 'c', new_string: 'd' },
		],
	};
	expect(readToolArgs(args).edits).toEqual([
		{ before: 'a', after: 'b' },
		{ before: 'c', after: 'd' },
	]);
});

test('collects the values of path fields, each once', () => {
	const args = {
		source: '/a',
		destination: '/b',
		paths: ['/a', '/c'],
		content: '/not/a/path',
		path: 7,
	};
	expect(readToolArgs(args).paths).toEqual(['/a', '/b', '/c']);
});

test.each([[undefined], ['text'], [null], [[1]], [{ command: '' }], [{ command: { a: 1 } }]])(
	'%j has no command, edits or paths',
	(args) => {
		expect(readToolArgs(args)).toEqual({ edits: [], paths: [] });
	},
);

describe('the file of the panel', () => {
	const files = new Set(['notes/a.md', 'alice/b.md', 'constructor']);
	test.each([
		['/home/alice/notes/a.md', 'notes/a.md'],
		['file:///srv/home/alice/notes/a.md', 'notes/a.md'],
		['/home/alice/alice/b.md', 'alice/b.md'],
		['/home/alice/notes/gone.md', undefined],
		['/home/bob/notes/a.md', undefined],
		['notes/a.md', 'notes/a.md'],
		['./notes/a.md', 'notes/a.md'],
		['../notes/a.md', undefined],
		['/notes/a.md', undefined],
		['/home/alice/../alice/notes/a.md', 'notes/a.md'],
		['/home/alice/notes/../../etc/passwd', undefined],
		['javascript:alert(1)/alice/', undefined],
	])('%s is %s', (path, expected) => {
		expect(panelFileOf(path, 'alice', files)).toBe(expected);
	});
});
