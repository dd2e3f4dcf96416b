import type { ComponentInternals } from 'svelte';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { fakeServer } from '#lib/testing/fake-server.ts';
import WithQueries from '#lib/testing/WithQueries.svelte';
import type { RequestedFilter } from '../filter/requested-filter.svelte.ts';
import type { Clock } from '../times.ts';
import AcrossFilter from './AcrossFilter.svelte';

const counts = { total: 9, ok: 3, denied: 1, error: 0, other: 2, damaged: 3 };
const requested = { current: {}, set: () => undefined } as unknown as RequestedFilter;
const clock: Clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' };

test('damaged lines are not offered as a filter, because no list of several days shows them', async () => {
	fakeServer({ 'audit.summaryOverDays': { counts, tools: [], buckets: [], complete: true } });
	const days = { fromDay: '2026-11-20', toDay: '2026-11-22' };
	const props = {
		...{ requested, user: 'alice', days, clock },
		whole: 'All days',
		timeline: false,
	};
	const component = (internals: ComponentInternals) => AcrossFilter(internals, props);
	const screen = await render(WithQueries, { component });
	await expect.element(screen.getByRole('button', { name: 'unknown 2' })).toBeVisible();
	await expect.element(screen.getByRole('button', { name: /^damaged/ })).not.toBeInTheDocument();
});
