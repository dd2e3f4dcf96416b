import { describe, expect, test } from 'vitest';
import { editOf, mainArgument, panelFileOf } from './tool-args.ts';

test('a command is the main argument, and so are code and SQL', () => {
	expect(mainArgument({ cwd: '/home', command: 'ls -la\npwd' })).toEqual({
		name: 'command',
		text: 'ls -la\npwd',
	});
	expect(mainArgument({ sql: 'select 1' })!.name).toBe('sql');
	expect(mainArgument({ path: '/a' })).toBeUndefined();
});

test('joins a list of words so that a shell would accept it', () => {
	expect(mainArgument({ cmd: ['rm', '-rf', 'my notes', "it's"] })!.text).toBe(
		`rm -rf 'my notes' 'it'\\''s'`,
	);
});

test.each([[undefined], ['text'], [null], [[1]], [{ command: '' }], [{ command: { a: 1 } }]])(
	'%j has no main argument',
	(args) => {
		expect(mainArgument(args)).toBeUndefined();
	},
);

test('an edit needs both texts', () => {
	expect(editOf({ old_str: 'c', new_str: 'd' })).toMatchObject({ before: 'c', after: 'd' });
	expect(editOf({ old_str: 'c' })).toBeUndefined();
	expect(editOf({ old_str: 'c', new_str: 1 })).toBeUndefined();
});

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
