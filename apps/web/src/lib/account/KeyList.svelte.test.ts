import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { fakeServer } from '../testing/fake-server.ts';
import WithQueries from '../testing/WithQueries.svelte';
import KeyList from './KeyList.svelte';

test('without keys it says what they are for, in sentences', async () => {
	fakeServer({ 'keys.list': { keys: [] } });
	const screen = await render(WithQueries, { component: KeyList });
	const text = 'No keys yet. Create one for each program that records calls or reads your log.';
	await expect.poll(() => screen.container.textContent.replace(/\s+/g, ' ')).toContain(text);
});
