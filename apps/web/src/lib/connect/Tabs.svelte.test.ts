import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Tabs from './Tabs.svelte';

const tabs = [
	{ value: 'python', label: 'Python' },
	{ value: 'curl', label: 'curl' },
	{ value: 'typescript', label: 'TypeScript' },
];

test.each([
	['{ArrowRight}', 'python', 'curl'],
	['{ArrowLeft}', 'python', 'typescript'],
	['{ArrowRight}', 'typescript', 'python'],
	['{End}', 'python', 'typescript'],
	['{Home}', 'typescript', 'python'],
])('%s in %s chooses %s and moves the focus there', async (key, value, expected) => {
	const onchange = vi.fn();
	const screen = await render(Tabs, { label: 'Kind', panel: 'p', value, tabs, onchange });
	const tab = (name: string) =>
		screen.getByRole('tab', { name: tabs.find((tab) => tab.value === name)!.label });
	await expect.element(tab(value)).toHaveAttribute('aria-selected', 'true');
	await tab(value).click();
	await userEvent.keyboard(key);
	expect(onchange).toHaveBeenLastCalledWith(expected);
	await expect.element(tab(expected)).toHaveFocus();
});
