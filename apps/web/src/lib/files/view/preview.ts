/**
 * Markdown as HTML that is safe to insert into the page, whatever the file contains. Two stages, each sufficient
 * alone: the renderer writes only its own elements and escapes every part of the file's text, and the sanitiser then
 * keeps only those elements, with addresses of own files, sections and web pages. A preview loads nothing from other
 * hosts.
 */
import createDOMPurify, { type Config } from 'dompurify';
import { Marked, Renderer, type RendererObject } from 'marked';
import { fileAddress, rawFileAddress } from '#lib/addresses.ts';
import { linkTarget } from './link-target.ts';

/** A hundred pages; more would block the page for seconds. */
export const PREVIEW_CHARS_MAX = 200_000;

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** @param path of the file: its relative links and images are resolved against its folder */
export function renderMarkdown(text: string, path: string): string {
	const front = FRONT_MATTER.exec(text);
	const body = front ? text.slice(front[0].length) : text;
	const head = front ? `<pre><code>${escape(front[1]!)}</code></pre>` : '';
	const marked = new Marked({ gfm: true, async: false }, { renderer: rendererFor(path) });
	return purify.sanitize(head + (marked.parse(body) as string), CONFIG);
}

function rendererFor(path: string): RendererObject {
	const slugs = new Map<string, number>();
	return {
		html: ({ text }) => escape(text),

		code: ({ text }) => `<pre><code>${escape(text)}\n</code></pre>\n`,

		heading({ tokens, depth }) {
			const content = this.parser.parseInline(tokens);
			const slug = slugOf(this.parser.parseInline(tokens, this.parser.textRenderer));
			const seen = slugs.get(slug) ?? 0;
			slugs.set(slug, seen + 1);
			const id = sectionId(seen > 0 ? `${slug}-${seen}` : slug);
			return `<h${depth} id="${escape(id)}">${content}</h${depth}>\n`;
		},

		link({ href, title, tokens }) {
			const content = this.parser.parseInline(tokens);
			const target = linkTarget(decodeEntities(href), path);
			if (!target) return content;
			const named = title ? ` title="${escape(title)}"` : '';
			if (target.kind === 'web') {
				const apart = 'target="_blank" rel="noopener noreferrer"';
				return `<a href="${escape(target.href)}" ${apart}${named}>${content}</a>`;
			}
			const section = target.fragment
				? `#${encodeURIComponent(sectionId(slugOf(target.fragment)))}`
				: '';
			const href_ = (target.kind === 'own' ? fileAddress(target.path) : '') + section;
			return `<a href="${escape(href_)}"${named}>${content}</a>`;
		},

		image({ href, title, text }) {
			const source = decodeEntities(href);
			const target = linkTarget(source, path);
			if (target?.kind !== 'own') {
				const what = [text, source].filter(Boolean).join(', ');
				return `<small>Image not loaded: ${escape(what)}</small>`;
			}
			const named = title ? ` title="${escape(title)}"` : '';
			const address = rawFileAddress(target.path);
			return `<img src="${escape(address)}" alt="${escape(text)}" loading="lazy"${named}>`;
		},

		checkbox({ checked }) {
			const state = checked ? 'aria-label="Done" checked' : 'aria-label="Not done"';
			return `<input type="checkbox" disabled ${state}> `;
		},

		// A wide table scrolls inside its own box.
		table(token) {
			return `<div>${Renderer.prototype.table.call(this, token)}</div>`;
		},
	};
}

/** Prefixed, so that no heading can have an id that the page uses. */
function sectionId(slug: string): string {
	return `section-${slug}`;
}

function slugOf(text: string): string {
	return decodeEntities(text)
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
		.trim()
		.replace(/\s/g, '-');
}

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (char) => ESCAPES[char]!);
}

/** Markdown leaves `&amp;` and `&#115;` in an address as they are; a browser would decode them. */
function decodeEntities(text: string): string {
	if (!text.includes('&')) return text;
	const html = text.replace(/</g, '&lt;');
	return new DOMParser().parseFromString(html, 'text/html').documentElement.textContent ?? '';
}

const CONFIG: Config = {
	ALLOWED_TAGS: [
		['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code'],
		['ul', 'ol', 'li', 'input', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
		['a', 'img', 'em', 'strong', 'del', 'small', 'div'],
	].flat(),
	ALLOWED_ATTR: [
		['href', 'target', 'rel', 'title', 'src', 'alt', 'loading', 'id'],
		['type', 'checked', 'disabled', 'aria-label', 'start', 'align'],
	].flat(),
	ALLOW_DATA_ATTR: false,
	ALLOW_ARIA_ATTR: false,
};

const OWN_IMAGE = /^\/api\/files\/raw\?path=[^&#]*$/;
const OWN_LINK = /^(?:\/files\/|#section-)/;
const WEB_LINK = /^https?:\/\//i;

const purify = createDOMPurify(window);
purify.addHook('afterSanitizeAttributes', (element) => {
	const href = element.getAttribute('href') ?? '';
	const isOwn = OWN_LINK.test(href) && !/\/\.{1,2}(?:\/|$|#)/.test(href);
	if (!isOwn && !WEB_LINK.test(href)) element.removeAttribute('href');
	if (!isOwn && WEB_LINK.test(href)) {
		element.setAttribute('target', '_blank');
		element.setAttribute('rel', 'noopener noreferrer');
	}
	if (element.tagName === 'IMG' && !OWN_IMAGE.test(element.getAttribute('src') ?? '')) {
		element.remove();
	}
	if (element.tagName === 'INPUT') {
		element.setAttribute('type', 'checkbox');
		element.setAttribute('disabled', '');
	}
	if (!element.id.startsWith('section-')) element.removeAttribute('id');
});
