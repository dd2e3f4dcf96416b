import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './preview.ts';

function preview(markdown: string, path = 'notes/plan.md'): HTMLElement {
	const root = document.createElement('div');
	root.innerHTML = renderMarkdown(markdown, path);
	return root;
}

const anchor = (root: HTMLElement) => root.querySelector('a')!;

describe('a preview', () => {
	it('renders the usual parts of Markdown', () => {
		const root = preview(
			'# Plan\n\n- [x] *one*\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```js\nlet x;\n```',
		);
		const names = [
			'h1',
			'ul > li em',
			'input[type=checkbox]:disabled',
			'td[align=right]',
			'pre > code',
		];
		expect(names.filter((name) => !root.querySelector(name))).toEqual([]);
	});

	it('shows front matter as it is written', () => {
		const root = preview('---\ntitle: <b>x</b>\n---\n# Plan');
		expect(root.querySelector('pre')?.textContent).toBe('title: <b>x</b>');
		expect(root.querySelector('hr')).toBeNull();
	});

	it('turns relative links into links to the page of the file', () => {
		expect(anchor(preview('[x](../b%20c.md)')).getAttribute('href')).toBe('/files/b%20c.md');
	});

	it('opens web pages in a tab without access to this one', () => {
		const link = anchor(preview('[x](https://example.com/?a=1&amp;b=2 "t")'));
		expect(link.href).toBe('https://example.com/?a=1&b=2');
		expect([link.target, link.rel, link.title]).toEqual(['_blank', 'noopener noreferrer', 't']);
	});

	it('links a table of contents to its sections', () => {
		const root = preview('[go](#next-steps-1)\n\n## Next steps\n\n## Next *steps*');
		const id = decodeURIComponent(anchor(root).hash.slice(1));
		expect([...root.querySelectorAll('h2')].map((heading) => heading.id).indexOf(id)).toBe(1);
	});

	it('loads images of own files', () => {
		const image = preview('![A plot](img/a%20b.png)').querySelector('img')!;
		expect(image.getAttribute('src')).toBe('/api/files/raw?path=notes%2Fimg%2Fa%20b.png');
		expect(image.alt).toBe('A plot');
	});

	it.each([
		'https://evil.example/x.png',
		'//evil.example/x.png',
		'data:image/png;base64,AAAA',
		'data:image/svg+xml,%3Csvg%20onload=alert(1)%3E',
		'javascript:alert(1)',
		'&#104;ttps://evil.example/x.png',
	])('reports that the image %s is not loaded', (source) => {
		const root = preview(`![Pixel](<${source}>)`);
		expect(root.querySelector('img')).toBeNull();
		expect(root.querySelector('small')?.textContent).toContain('Image not loaded: Pixel');
	});
});

/** The only elements and attributes that may be rendered, for any file. */
function harmful(root: HTMLElement): string[] {
	const elements = [...root.querySelectorAll('*')];
	const tags =
		/^(?:H[1-6]|P|BR|HR|BLOCKQUOTE|PRE|CODE|UL|OL|LI|INPUT|TABLE|THEAD|TBODY|TR|TH|TD|A|IMG|EM|STRONG|DEL|SMALL|DIV)$/;
	const attributes = new Set(
		'href target rel title src alt loading id type checked disabled aria-label start align'.split(
			' ',
		),
	);
	return elements.flatMap((element) => [
		...(tags.test(element.tagName) ? [] : [element.tagName]),
		...[...element.attributes]
			.filter(({ name, value }) => {
				if (name === 'href') return !/^(?:\/files\/|#section-|https?:\/\/)/.test(value);
				if (name === 'src') return !value.startsWith('/api/files/raw?path=');
				return !attributes.has(name);
			})
			.map(({ name, value }) => `${element.tagName} ${name}=${value}`),
	]);
}

const HTML = [
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'<svg onload=alert(1)><script>alert(1)</script></svg>',
	'<svg><style><img src=x onerror=alert(1)></style></svg>',
	'<style>body{display:none}</style>',
	'<link rel=stylesheet href=//evil.example/x.css>',
	'<iframe src="javascript:alert(1)"></iframe>',
	'<iframe srcdoc="<script>alert(1)</script>"></iframe>',
	'<object data="x"></object><embed src="x">',
	'<form action="//evil.example"><button formaction="javascript:alert(1)">x</button></form>',
	'<base href="//evil.example/">',
	'<meta http-equiv="refresh" content="0;url=//evil.example">',
	'<a href="javascript:alert(1)">x</a>',
	'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
	'<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
	'<template><img src=x onerror=alert(1)></template>',
	'<div id="content" class="fixed inset-0" style="position:fixed">x</div>',
	'<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>',
	'<details open ontoggle=alert(1)>x</details>',
	'<input autofocus onfocus=alert(1)>',
	'<x-element onclick=alert(1)>x</x-element>',
	'<!--><img src=x onerror=alert(1)>-->',
	'<![CDATA[<img src=x onerror=alert(1)>]]>',
	'<?xml <img src=x onerror=alert(1)>?>',
];

const MARKDOWN = [
	'[x](javascript:alert(1))',
	'[x](JaVaScRiPt:alert%281%29)',
	'[x](<java\tscript:alert(1)>)',
	'[x](java&#115;cript:alert&#40;1&#41;)',
	'[x](javascript&colon;alert(1))',
	'[x](&#1;javascript:alert(1))',
	'[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg)',
	'[x](vbscript:msgbox(1))',
	'[x](//evil.example)',
	'[x](\\\\\\\\evil.example)',
	'[x](/\\\\evil.example)',
	'[x](/%2e%2e/%2e%2e/trpc/session.signOut)',
	'[x](..%2f..%2f..%2faccount)',
	'<javascript:alert(1)>',
	'[x][1]\n\n[1]: javascript:alert(1)',
	'[x](a.md "\\" onmouseover=alert(1) x=\\"")',
	'[x](a"onmouseover="alert(1))',
	'![a"onerror="alert(1)](b.png)',
	'![x](b.png"onerror="alert(1))',
	'![x](b.png "\\"onerror=alert(1)")',
	'[![x](javascript:alert(1))](javascript:alert(1))',
	'# <img src=x onerror=alert(1)> "><script>',
	'```"><img src=x onerror=alert(1)>\n</code></pre><script>alert(1)</script>\n```',
	'`</code><script>alert(1)</script>`',
	'| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
	'- [ ] <script>alert(1)</script>',
	'---\n</code></pre><script>alert(1)</script>\n---\n',
	'a\n\n<div\n\n><img src=x onerror=alert(1)>',
	'*<a title="*"><img src=x onerror=alert(1)>">',
	'https://example.com/"onmouseover="alert(1)',
];

describe('a hostile file', () => {
	it.each([...HTML, ...MARKDOWN])('does nothing with %j', (markdown) => {
		expect(harmful(preview(markdown))).toEqual([]);
	});

	it.each(HTML)('shows the HTML %j as text', (html) => {
		const shown = preview(`before ${html} after`).textContent.replace(/\s/g, '');
		expect(shown).toBe(`before${html}after`.replace(/\s/g, ''));
	});

	it('can’t link outside the own files', () => {
		const link = anchor(preview('[x](/%2e%2e/%2e%2e/trpc/session.signOut)'));
		expect(new URL(link.href).pathname).toBe('/files/trpc/session.signOut');
	});

	it('can’t use a name of the page', () => {
		expect(preview('# content').querySelector('h1')?.id).toBe('section-content');
	});
});
