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
	show('<bdi>Plan</bdi><p>no <bdi>plan, <b>plan</b></bdi></p>', 'plan');
	await expect.poll(marked).toEqual(['Plan', 'plan', 'plan']);
});

test('marks recorded text alone, not the words of the page', async () => {
	show('<button>Show denied</button><bdi>denied by a rule</bdi>', 'denied');
	await expect.poll(marked).toEqual(['denied']);
});

test('takes the text literally, not as a pattern', async () => {
	show('<bdi>a.b axb [x] -1/2\\ $&</bdi>', 'a.b');
	await expect.poll(marked).toEqual(['a.b']);
	stop?.();
	show('<bdi>(x) [x] a-1/2\\ {$&} ^|?*+</bdi>', '[x] a-1/2\\ {$&} ^|?*+');
	await expect.poll(marked).toEqual(['[x] a-1/2\\ {$&} ^|?*+']);
});

test('follows changes, and leaves no marks behind', async () => {
	const element = show('<bdi>one</bdi>', 'two');
	element.firstElementChild!.firstChild!.nodeValue = 'one two';
	await expect.poll(marked).toEqual(['two']);
	stop?.();
	expect(marked()).toEqual([]);
});

test('marks nothing without a search', () => {
	show('<p>one</p>', undefined);
	expect(stop).toBeUndefined();
});
