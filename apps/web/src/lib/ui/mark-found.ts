/**
 * Highlights every occurrence of a searched text in the recorded text of a part of the page, without changing its
 * elements. The product's own words were not searched.
 */
import type { Attachment } from 'svelte/attachments';
import { afterPaint } from './after-paint.ts';

/** The name that app.css uses. */
const HIGHLIGHT = 'found';
/** Recorded text is in these elements. */
const RECORDED = 'bdi';
/** A bound for pages that repeat one letter. */
const MARKS_MAX = 2_000;

/** Finds a literal text, whatever its case, and whether its letters are composed or not. */
export function patternOf(text: string, flags = 'iu'): RegExp {
	const forms = new Set([text, text.normalize('NFC'), text.normalize('NFD')]);
	const escaped = [...forms].map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
	return new RegExp(escaped.join('|'), flags);
}

/**
 * With `within`, an attribute, the text is that of the nearest element that has it: what an expression matched differs
 * from row to row. `recorded` selects the elements of the text that was searched.
 */
export function markFound(
	text: string | undefined,
	within?: string,
	recorded = RECORDED,
): Attachment {
	return (element) => {
		// Browsers without highlights show plain text.
		if (!(text || within) || !('highlights' in CSS)) return;
		const wanted = text ? patternOf(text, 'giu') : undefined;
		const wantedIn = (node: Text) => {
			if (!node.parentElement?.closest(recorded)) return undefined;
			const own = within && node.parentElement.closest(`[${within}]`)?.getAttribute(within);
			return own ? patternOf(own, 'giu') : wanted;
		};
		const own = new Set<StaticRange>();
		let cancel: (() => void) | undefined;

		function clear() {
			const highlight = CSS.highlights.get(HIGHLIGHT);
			for (const range of own) highlight?.delete(range);
			own.clear();
		}
		function mark() {
			clear();
			const highlight = CSS.highlights.get(HIGHLIGHT) ?? new Highlight();
			CSS.highlights.set(HIGHLIGHT, highlight);
			for (const range of rangesOf(element, wantedIn)) {
				own.add(range);
				highlight.add(range);
			}
		}
		const observer = new MutationObserver(() => {
			cancel?.();
			cancel = afterPaint(mark);
		});
		observer.observe(element, { childList: true, characterData: true, subtree: true });
		cancel = afterPaint(mark);
		return () => {
			observer.disconnect();
			cancel?.();
			clear();
		};
	};
}

function rangesOf(element: Element, wantedIn: (node: Text) => RegExp | undefined): StaticRange[] {
	const ranges: StaticRange[] = [];
	const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	while (texts.nextNode() && ranges.length < MARKS_MAX) {
		const node = texts.currentNode as Text;
		const wanted = wantedIn(node);
		if (!wanted) continue;
		for (const { index, 0: found } of node.data.matchAll(wanted)) {
			ranges.push(
				new StaticRange({
					startContainer: node,
					startOffset: index,
					endContainer: node,
					endOffset: index + found.length,
				}),
			);
		}
	}
	return ranges;
}
