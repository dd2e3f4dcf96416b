import { QueryClient, QueryObserver } from '@tanstack/svelte-query';
import type { LogChange } from '@tool-audit/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { trpc } from '#lib/api/trpc.ts';
import { troubleSince } from '#lib/home/recent-trouble.ts';
import { keepCountsFresh } from './keep-counts-fresh.ts';

const DAY = '2026-11-23';
const change = (user: string, day = DAY): LogChange => ({
	...{ type: 'change', user, day, bytes: 1, added: 1, late: 0 },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The queries of Alice's page, by the name of what they show. */
async function openPage() {
	const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
	const shown = {
		'own days': trpc.audit.listDays.queryKey({}),
		'days of alice': trpc.audit.listDays.queryKey({ user: 'alice' }),
		'days of bob': trpc.audit.listDays.queryKey({ user: 'bob' }),
		'denied of a day': trpc.audit.summary.queryKey({ day: DAY, filter: { status: ['denied'] } }),
		'another day': trpc.audit.summary.queryKey({ day: '2026-11-20' }),
		'a call': trpc.audit.entry.queryKey({ day: DAY, ref: 'r-1' }),
		'recent trouble': trpc.audit.recent.queryKey(troubleSince(Date.parse(`${DAY}T12:00:30Z`))),
		'recent calls': trpc.audit.recent.queryKey({ days: 7, limit: 1_000 }),
	};
	let read: string[] = [];
	let isMissing = false;
	for (const [name, queryKey] of Object.entries(shown)) {
		const queryFn = async () => {
			if (isMissing && name === 'a call') throw new Error('not found');
			return read.push(name);
		};
		new QueryObserver(queries, { queryKey, queryFn }).subscribe(() => undefined);
	}
	let tell: (event: LogChange) => void = () => undefined;
	const endListening = vi.fn();
	const changes = {
		listen(onEvent: typeof tell) {
			tell = onEvent;
			return endListening;
		},
	};
	const stop = keepCountsFresh({ queries, changes, user: 'alice' });
	await vi.runAllTimersAsync();
	return {
		stop,
		endListening,
		miss: async () => {
			isMissing = true;
			tell({ ...change('alice'), reset: true } as LogChange);
			await vi.runAllTimersAsync();
			isMissing = false;
		},
		hear: async (...events: LogChange[]) => {
			read = [];
			for (const event of events) tell(event);
			await vi.runAllTimersAsync();
			return read.sort();
		},
	};
}

test('reads the open call again when its file was replaced', async () => {
	const { hear } = await openPage();
	expect(await hear(change('alice'))).not.toContain('a call');
	expect(await hear({ ...change('alice'), reset: true } as LogChange)).toContain('a call');
});

test('reads a call that was missed again when its file may be back', async () => {
	const { hear, miss } = await openPage();
	await miss();
	expect(await hear(change('alice'))).toContain('a call');
	expect(await hear(change('alice'))).not.toContain('a call');
});

test('reads the days, the counts of the day and the recent trouble again when the own log changes', async () => {
	const { hear } = await openPage();
	const expected = ['days of alice', 'denied of a day', 'own days', 'recent trouble'];
	expect(await hear(change('alice'))).toEqual(expected);
});

test('reads only what shows the log of another user', async () => {
	const { hear } = await openPage();
	expect(await hear(change('bob', '2026-11-22'))).toEqual(['days of bob']);
	expect(await hear(change('carol', '2026-11-22'))).toEqual([]);
});

test('reads all counts when a connection begins, and no long list of calls', async () => {
	const { hear } = await openPage();
	const read = await hear({ type: 'start' });
	expect(read).toHaveLength(7);
	expect(read).not.toContain('recent calls');
});

test('reads at most twice for many consecutive changes, and misses none', async () => {
	const { hear } = await openPage();
	const ofBob = Array.from({ length: 100 }, () => change('bob', '2026-11-20'));
	const read = await hear(...ofBob, change('alice', '2026-11-22'));
	const twice = ['another day', 'another day', 'days of bob', 'days of bob'];
	expect(read).toEqual([...twice, 'days of alice', 'own days', 'recent trouble'].sort());
});

test('does nothing after it is stopped', async () => {
	const { stop, endListening, hear } = await openPage();
	stop();
	expect(endListening).toHaveBeenCalledOnce();
	expect(await hear({ type: 'start' })).toEqual([]);
});
