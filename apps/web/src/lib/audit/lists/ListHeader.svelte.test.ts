import { createRawSnippet, type Component } from 'svelte';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from '$app/state';
import '../../../app.css';
import { fakeServer } from '#lib/testing/fake-server.ts';
import { signIn } from '#lib/testing/sign-in.ts';
import WithQueries from '#lib/testing/WithQueries.svelte';
import ListHeader from './ListHeader.svelte';
import UserSwitch from './UserSwitch.svelte';

async function show(width: number, counted: string) {
	const actions = createRawSnippet(() => ({ render: () => '<button>View</button>' }));
	const screen = await render(ListHeader, { title: 'Everyone', counted, actions });
	screen.container.style.cssText = `container-type: inline-size; width: ${width}px`;
	const status = screen.getByRole('status');
	const isSeen = (text: string) => {
		const box = screen.getByText(text, { exact: true }).element().getBoundingClientRect();
		const { top, bottom, right } = status.element().getBoundingClientRect();
		return box.width > 1 && box.top < bottom && box.bottom > top && box.right <= right + 1;
	};
	return { status, isSeen };
}

const COUNTED = 'the newest 1,000 calls, newest first';

test('on a phone a list has the number of its calls', async () => {
	const { status, isSeen } = await show(390, COUNTED);
	await expect.element(status).toHaveTextContent(COUNTED);
	expect(isSeen('the newest 1,000 calls')).toBe(true);
	expect(isSeen(', newest first')).toBe(false);
});

test('a number that would be cut is not shown', async () => {
	const { isSeen } = await show(200, '126 of 1,412 calls');
	expect(isSeen('126 of 1,412 calls')).toBe(false);
});

test('on a large screen it says their order too', async () => {
	const { isSeen } = await show(1100, COUNTED);
	expect(isSeen(', newest first')).toBe(true);
});

test('the owner’s name stands where the rows below begin', async () => {
	signIn();
	page.data.account = { ...page.data.account!, role: 'admin' };
	fakeServer({ 'audit.listUsers': { users: ['alice', 'bob'] } });
	const ofAlice: Component = (internals) => UserSwitch(internals, { owner: 'alice' });
	const screen = await render(WithQueries, { component: ofAlice });
	const name = screen.getByRole('button', { name: /^Log of/ }).getByText('alice');
	const { left } = screen.container.getBoundingClientRect();
	await expect.poll(() => name.element().getBoundingClientRect().left).toBe(left);
});
