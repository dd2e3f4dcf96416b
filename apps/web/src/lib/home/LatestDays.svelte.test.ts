import type { Day } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import LatestDays from './LatestDays.svelte';

const dayOf = (day: string): Day => ({
	...{ day, bytes: 1, modified: `${day}T00:00:00.000Z` },
	counts: { total: 1, ok: 1, denied: 0, error: 0, damaged: 0, other: 0 },
});

test('days of this month have their weekday, all others their month', async () => {
	const days = ['9999-12-31', '2026-11-29', '2026-11-28', '2026-10-31', '2025-11-28'].map(dayOf);
	const screen = await render(LatestDays, { days, today: '2026-11-28', user: 'alice' });
	const names = screen.getByRole('link').elements();
	const shown = names.map((name) =>
		name.querySelector('[aria-hidden]')!.textContent.replace(/\s+/g, ' ').trim(),
	);
	expect(shown).toEqual(['31 Dec 9999', '29 Nov', '28 Sat live', '31 Oct', '28 Nov 2025']);
});
