import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { palette } from './palette.svelte.ts';

test('what is typed before the dialog is there is kept for it', async () => {
	palette.show();
	await userEvent.keyboard('be{Control>}x{/Control}{ArrowDown}r');
	expect(palette.takeEarly()).toBe('ber');
	await userEvent.keyboard('th');
	expect(palette.takeEarly()).toBe('ber');
	palette.open = false;
	palette.show();
	expect(palette.takeEarly()).toBe('');
});
