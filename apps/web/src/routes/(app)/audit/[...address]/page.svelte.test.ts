import { isRedirect } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { fakeServer } from '#lib/testing/fake-server.ts';
import { load } from './+page.ts';

/** Where an address leads; `undefined` for one that names no day. */
async function opened(address: string, search = '') {
	fakeServer({ 'audit.listDays': { days: [], today: '2026-11-22', timeZone: 'UTC' } });
	const url = new URL(`http://host/audit/${address}${search}`);
	try {
		await load({ params: { address }, url } as Parameters<typeof load>[0]);
	} catch (error) {
		if (isRedirect(error)) return error.location;
		throw error;
	}
	return undefined;
}

test('a day is named as people type it', async () => {
	expect(await opened('today', '?user=bob&status=error')).toBe(
		'/audit/2026-11-22?user=bob&status=error',
	);
	expect(await opened('yesterday')).toBe('/audit/2026-11-21');
	expect(await opened('2026-02-30')).toBeUndefined();
	expect(await opened('some/day')).toBeUndefined();
});
