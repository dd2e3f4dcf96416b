import { expect, test } from 'vitest';
import type { ListedRow } from './listed-row.ts';
import { otherStatus, problemsOf, readingsOf, statusOf } from './row-reading.ts';

type Entry = Extract<ListedRow, { kind: 'entry' }>;
const rowWith = (entry: object, row: object = {}) =>
	({ kind: 'entry', day: '2026-11-20', ref: 'r', entry, ...row }) as Entry;

test.each([
	['ok', undefined, 'ok', undefined],
	['success', 'ok', 'ok', 'success'],
	['Permission denied', 'denied', 'denied', 'Permission denied'],
	['pending', undefined, 'other', 'pending'],
	[true, 'ok', 'ok', 'true'],
	[['ok'], undefined, 'other', '["ok"]'],
	[null, undefined, 'other', undefined],
	[undefined, undefined, 'other', undefined],
])('the status %j is shown as written, and counted', (status, counted, as, written) => {
	const row = rowWith({ status }, counted ? { status: counted } : {});
	expect([statusOf(row), otherStatus(row)]).toEqual([as, written]);
});

test('a row says how its line was read', () => {
	expect(readingsOf(rowWith({}))).toEqual([]);
	expect(readingsOf(rowWith({}, { shape: 'vault', assembled: true, encoding: 'utf-16' }))).toEqual([
		'Read as a Vault audit entry',
		'Assembled from several lines',
		'Written in UTF-16',
	]);
	const damaged = {
		kind: 'damaged',
		day: '',
		ref: 'r',
		reason: 'torn',
		bytes: 1,
		raw: '',
	} as const;
	expect(readingsOf({ ...damaged, encoding: 'utf-16' })).toEqual(['Written in UTF-16']);
});

test('what another program does in its own way is no problem of a row', () => {
	const problems = ['ts is 1763632800, …', 'user is missing', 'status is "success", …'];
	expect(problemsOf(rowWith({ ts: 1763632800 }, { problems, status: 'ok' }))).toEqual([
		'user is missing',
	]);
	const wrong = ['ts is "2026-02-30T12:00:00": this date does not exist'];
	expect(problemsOf(rowWith({ ts: '2026-02-30T12:00:00' }, { problems: wrong }))).toEqual(wrong);
	expect(problemsOf(rowWith({}, { problems: ['ts is missing'] }))).toEqual(['ts is missing']);
	expect(problemsOf(rowWith({ ts: 1763632800 }, { problems, shape: 'docker' }))).toEqual([]);
	const unread = ['ts is "08:00:18", not a time in ISO 8601', 'user is missing'];
	expect(
		problemsOf(rowWith({ ts: '08:00:18' }, { problems: unread, shape: 'other-names' })),
	).toEqual([unread[0]]);
});
