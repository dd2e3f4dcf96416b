import { afterEach, expect, test } from 'vitest';
import { markFound } from './mark-found.ts';

let stop: (() => void) | undefined;
afterEach(() => stop?.());

function show(html: string, text: string | undefined) {
	const element = document.createElement('div');
	element.innerHTML = html;
	document.body.replaceChildren(element);
	stop = markFound(text)(element) ?? undefined;
	return element;
}

/** The marked texts, in page order. */
const marked = () =>
	[...(CSS.highlights.get('found') ?? [])].map(({ startContainer, startOffset, endOffset }) =>
		startContainer.textContent!.slice(startOffset, endOffset),
	);

test('marks every occurrence of the text, in any case', async () => {
	show('<p>Plan</p><p>no <b>plan, plan</b></p>', 'plan');
	await expect.poll(marked).toEqual(['Plan', 'plan', 'plan']);
});

test('takes the text literally, not as a pattern', async () => {
	show('a.b axb [x] -1/2\\ $&', 'a.b');
	await expect.poll(marked).toEqual(['a.b']);
	stop?.();
	show('(x) [x] a-1/2\\ {$&} ^|?*+', '[x] a-1/2\\ {$&} ^|?*+');
	await expect.poll(marked).toEqual(['[x] a-1/2\\ {$&} ^|?*+']);
});

test('follows changes, and leaves no marks behind', async () => {
	const element = show('<p>one</p>', 'two');
	element.firstElementChild!.firstChild!.nodeValue = 'one two';
	await expect.poll(marked).toEqual(['two']);
	stop?.();
	expect(marked()).toEqual([]);
});

test('marks nothing without a search', () => {
	show('<p>one</p>', undefined);
	expect(stop).toBeUndefined();
});
