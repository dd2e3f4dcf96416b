import type { LogChange } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { LostDays } from './lost-days.svelte.ts';
import { lostInWords } from './lost-in-words.ts';

const DAY = '2026-11-23';
const change = (fields: Partial<LogChange & { bytes: number; reset: true }>) =>
	({
		type: 'change',
		user: 'alice',
		day: DAY,
		bytes: 9,
		added: 0,
		late: 0,
		...fields,
	}) as LogChange;

function openPage() {
	const lost = new LostDays();
	let tell: (event: LogChange) => void = () => undefined;
	lost.listenTo({
		listen(onEvent) {
			tell = onEvent;
			return () => undefined;
		},
	});
	const fates = (user?: string) =>
		lost.of(user).map(({ user, day, fate }) => `${user} ${day} ${fate}`);
	return { lost, fates, tell: (event: LogChange) => tell(event) };
}

test('a file that was deleted or emptied is gone, until it has lines again', () => {
	const { lost, fates, tell } = openPage();
	tell(change({ bytes: 0, reset: true }));
	expect(fates('alice')).toEqual([`alice ${DAY} gone`]);
	expect(fates('bob')).toEqual([]);
	expect(lost.isGone('alice', DAY)).toBe(true);
	expect(lost.isGone('bob', DAY)).toBe(false);
	tell(change({ added: 3 }));
	expect(fates()).toEqual([]);
});

test('a file that was replaced is told of until it was read', () => {
	const { lost, fates, tell } = openPage();
	tell(change({ reset: true }));
	tell(change({ added: 1 }));
	expect(fates()).toEqual([`alice ${DAY} replaced`]);
	lost.dismiss(lost.of('alice')[0]!);
	expect(fates()).toEqual([]);
});

test('what went without an event is missing in the next list of days', () => {
	const { lost, fates } = openPage();
	const days = [
		{ day: '2026-11-22', bytes: 5 },
		{ day: DAY, bytes: 5 },
	];
	lost.noteListed('alice', days);
	lost.noteListed('alice', days.slice(0, 1));
	lost.noteListed('bob', []);
	expect(fates()).toEqual([`alice ${DAY} gone`]);
	lost.noteListed('alice', days);
	expect(fates()).toEqual([]);
	lost.noteListed('alice', [{ day: DAY, bytes: 0 }]);
	expect(fates()).toEqual([`alice ${DAY} gone`, 'alice 2026-11-22 gone']);
});

test('a link, a folder or a pipe in place of a day is not a file that went away', () => {
	const { lost, fates, tell } = openPage();
	const odd = { day: DAY, bytes: 4_096, unreadable: { code: 'unsafe-file', message: '' } };
	tell(change({ bytes: 0, reset: true }));
	lost.noteListed('alice', [odd]);
	expect(fates()).toEqual([]);
	tell(change({ bytes: 0, reset: true }));
	lost.noteListed('alice', [{ ...odd, bytes: 0 }]);
	expect(fates()).toEqual([]);
});

test('what was read is not said again, and its calls stay marked until it is back', () => {
	const { lost, fates, tell } = openPage();
	lost.noteListed('alice', [{ day: DAY, bytes: 5 }]);
	tell(change({ bytes: 0, reset: true }));
	lost.dismiss(lost.of('alice')[0]!);
	lost.noteListed('alice', []);
	expect(fates()).toEqual([]);
	expect(lost.isGone('alice', DAY)).toBe(true);
	lost.noteListed('alice', [{ day: DAY, bytes: 5 }]);
	expect(lost.isGone('alice', DAY)).toBe(false);
});

test('is said in words, with the log where there are several', () => {
	const lost = { user: 'alice', day: '2020-11-23', fate: 'gone', at: 0 } as const;
	expect(lostInWords(lost, false)).toMatch(
		/^The file of 23 Nov 2020 is no longer there: it was deleted, moved or emptied at \d\d:/,
	);
	expect(lostInWords({ ...lost, fate: 'replaced' }, true)).toMatch(
		/^The file of 23 Nov 2020 in the log of alice was replaced or shortened at /,
	);
});
