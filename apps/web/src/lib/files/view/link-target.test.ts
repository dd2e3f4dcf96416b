import { describe, expect, it } from 'vitest';
import { linkTarget } from './link-target.ts';

const FROM = 'notes/2026/plan.md';

describe('linkTarget', () => {
	it.each([
		['other.md', 'notes/2026/other.md'],
		['./other.md', 'notes/2026/other.md'],
		['../todo.md', 'notes/todo.md'],
		['/persona.md', 'persona.md'],
		['../../../../persona.md', 'persona.md'],
		['a%20b.md?x=1', 'notes/2026/a b.md'],
		['100%.md', 'notes/2026/100%.md'],
		['%2e%2e/%2e%2e/persona.md', 'persona.md'],
		['..%2f..%2fpersona.md', 'persona.md'],
	])('reads %s as an own file', (href, path) => {
		expect(linkTarget(href, FROM)).toEqual({ kind: 'own', path });
	});

	it('keeps the section of an own file', () => {
		expect(linkTarget('other.md#Next%20steps', FROM)).toEqual({
			kind: 'own',
			path: 'notes/2026/other.md',
			fragment: 'Next steps',
		});
	});

	it('reads a fragment as a section of the same file', () => {
		expect(linkTarget('#next', FROM)).toEqual({ kind: 'section', fragment: 'next' });
	});

	it.each(['https://example.com/a?b#c', 'http://example.com/'])(
		'reads %s as a web page',
		(href) => {
			expect(linkTarget(href, FROM)).toEqual({ kind: 'web', href });
		},
	);

	it.each([
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		' javascript:alert(1)',
		'\u0001javascript:alert(1)',
		'java\nscript:alert(1)',
		'java\tscript:alert(1)',
		'vbscript:x',
		'data:text/html,<script>alert(1)</script>',
		'data:image/svg+xml,<svg/>',
		'file:///etc/passwd',
		'blob:https://example.com/1',
		'mailto:a@example.com',
		'//evil.example/x',
		'\n//evil.example/x',
		'\\\\evil.example/x',
		'/\\evil.example/x',
		'https:evil',
		'https://',
		'',
		'#',
		'..',
		'/',
	])('rejects %j', (href) => {
		const target = linkTarget(href, 'plan.md');
		expect(target).toBeUndefined();
	});
});
