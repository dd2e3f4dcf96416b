import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { fakeServer } from '../testing/fake-server.ts';
import WithQueries from '../testing/WithQueries.svelte';
import RecorderReport from './RecorderReport.svelte';

test('each number says what it counts', async () => {
	fakeServer({
		'audit.recorder': { written: 12, queued: 1, failed: 2, unconfirmed: 3, lost: 4 },
	});
	const screen = await render(WithQueries, { component: RecorderReport });
	await expect.element(screen.getByText('Written in the files of the log')).toBeVisible();
	const terms = [...screen.container.querySelectorAll('dt')];
	expect(terms.map(({ textContent }) => textContent.trim())).toEqual([
		'Written in the files of the log',
		'Waiting in memory, for the disk',
		'Late could not be written at once',
		'Unconfirmed may not be on the disk',
		'Lost will not be written',
	]);
});
