import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { placeUnder } from './place-under.ts';

/** On one line if there is room. */
const WORDS = 'so many words '.repeat(3);

test('a popover of wrapping text stays inside the window, wherever it was placed before', async () => {
	await page.viewport(500, 400);
	document.body.innerHTML = `
		<div style="padding-left: 400px">
			<button id="anchor">Export</button>
			<div id="menu" popover style="inset: auto; margin: 0; max-width: 484px">${WORDS}</div>
		</div>`;
	const [menu, anchor] = ['menu', 'anchor'].map((id) => document.getElementById(id)!);
	menu!.showPopover();
	// Its earlier position, or Safari's initial one.
	menu!.style.left = '400px';
	placeUnder(menu!, anchor!, 'end');
	const { left, right } = menu!.getBoundingClientRect();
	expect(left).toBeGreaterThanOrEqual(8);
	expect(right).toBeLessThanOrEqual(492);
});
