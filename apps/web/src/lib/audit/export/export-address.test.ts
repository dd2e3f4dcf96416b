import { expect, test } from 'vitest';
import { exportAddress } from './export-address.ts';

test('requests the day in the format', () => {
	expect(exportAddress('jsonl', { day: '2026-11-22', filter: {} })).toBe(
		'/api/audit/export?day=2026-11-22&format=jsonl',
	);
});

test('includes the user and the whole filter', () => {
	const filter = { status: ['denied' as const], text: 'a&b' };
	const address = exportAddress('csv', { day: '2026-11-22', user: 'bob', filter });
	const search = new URL(address, 'http://host').searchParams;
	expect(search.get('user')).toBe('bob');
	expect(JSON.parse(search.get('filter')!)).toEqual(filter);
});
