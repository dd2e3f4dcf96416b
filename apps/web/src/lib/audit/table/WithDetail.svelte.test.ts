import { createRawSnippet } from 'svelte';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import WithDetail from './WithDetail.svelte';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<p>${words}</p>` }));
const separator = page.getByRole('separator', { name: 'Width of the call' });
const valueNow = () => Number(separator.element().getAttribute('aria-valuenow'));

/** In a room of this width, as the page around it is. */
async function showIn(width: number) {
	const screen = await render(WithDetail, {
		open: true,
		children: text('rows'),
		detail: text('call'),
	});
	Object.assign(screen.container.style, {
		...{ display: 'flex', width: `${width}px`, height: '300px' },
		...{ position: 'relative', containerType: 'inline-size' },
	});
	return screen;
}

beforeEach(async () => {
	await page.viewport(1300, 600);
});

test('the call is beside the rows, narrower where there is less room', async () => {
	await showIn(1200);
	await expect.poll(valueNow).toBe(408);
	await showIn(760).then(({ container }) => {
		expect(container.querySelector('aside')!.offsetWidth).toBe(368);
	});
});

test('its width is set by keys within its bounds, and a double-click resets it', async () => {
	await showIn(1200);
	// It is measured a frame later; a key before that would begin at no width.
	await expect.poll(valueNow).toBe(408);
	separator.element().focus();
	await userEvent.keyboard('{ArrowLeft}');
	await expect.poll(valueNow).toBe(424);
	await userEvent.keyboard('{Home}');
	await expect.poll(valueNow).toBe(320);
	await expect.element(separator).toHaveAttribute('aria-valuemin', '320');
	await userEvent.keyboard('{End}');
	await expect.poll(valueNow).toBe(720);
	await expect.element(separator).toHaveAttribute('aria-valuemax', '720');
	expect(localStorage.getItem('tool-audit:call/width')).toBe('720');
	await userEvent.dblClick(separator);
	await expect.poll(valueNow).toBe(408);
});

test('its width follows the pointer', async () => {
	await showIn(1200);
	await expect.poll(valueNow).toBe(408);
	const handle = separator.element();
	handle.setPointerCapture = () => {};
	const at = (type: string, clientX: number) =>
		handle.dispatchEvent(new PointerEvent(type, { clientX, bubbles: true }));
	at('pointerdown', 800);
	at('pointermove', 750);
	await expect.poll(valueNow).toBe(458);
	at('lostpointercapture', 750);
	at('pointermove', 600);
	await expect.poll(valueNow).toBe(458);
	await userEvent.dblClick(separator);
});

async function markedIn(props: { found?: string; match?: string }) {
	await render(WithDetail, {
		...{ open: true, ...props },
		children: createRawSnippet(() => ({
			render: () =>
				'<div><p>Text contains <bdi>v2</bdi></p><div role="row"><bdi>v2 in a row</bdi></div></div>',
		})),
		detail: createRawSnippet(() => ({ render: () => '<bdi>the call of v2, not v3</bdi>' })),
	});
	return () =>
		[...(CSS.highlights.get('found') ?? [])].map(({ startContainer, startOffset, endOffset }) => ({
			within: startContainer.textContent,
			text: startContainer.textContent!.slice(startOffset, endOffset),
		}));
}

test('a searched text is marked in the rows and the open call, and in no words of the page', async () => {
	const marked = await markedIn({ found: 'v2' });
	await expect.poll(marked).toEqual([
		{ within: 'v2 in a row', text: 'v2' },
		{ within: 'the call of v2, not v3', text: 'v2' },
	]);
});

test('what an expression matched in the open call is marked there alone', async () => {
	const marked = await markedIn({ match: 'v2' });
	await expect.poll(marked).toEqual([{ within: 'the call of v2, not v3', text: 'v2' }]);
});

test('on a phone it covers the rows, and has no handle', async () => {
	const { container } = await showIn(390);
	expect(container.querySelector('aside')!.offsetWidth).toBe(390);
	await expect.element(separator).not.toBeInTheDocument();
});
