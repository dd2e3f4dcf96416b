import { page } from '$app/state';
import type { Component } from 'svelte';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { signIn } from '#lib/testing/sign-in.ts';
import WithQueries from '#lib/testing/WithQueries.svelte';
import Everyone from './+page.svelte';

test('who is no admin is told so, without a list to read', async () => {
	signIn();
	const props = { data: page.data, params: {}, form: null } as never;
	const component: Component = (internals) => Everyone(internals, props);
	const screen = await render(WithQueries, { component });
	await expect.element(screen.getByText('Only admins can see this')).toBeVisible();
	expect(screen.getByRole('button').elements()).toEqual([]);
});
