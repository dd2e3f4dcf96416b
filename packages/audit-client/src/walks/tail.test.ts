import { expect, test, vi } from 'vitest';
import { allOf } from '../../test/all-of.ts';
import type { StreamEvent, Transport } from '../transport.ts';
import type { TailOptions } from './options.ts';
import { tailRows } from './tail.ts';

function tailOver(events: StreamEvent[], options: TailOptions = {}) {
	async function* follow() {
		yield* events;
	}
	const { signal } = new AbortController();
	return allOf(tailRows({ follow } as unknown as Transport, { ...options, signal }));
}

test('only the last of the rows that came together has a cursor: the others may be followed by lost ones', async () => {
	const rows = ['a', 'b'].map((ref) => ({ kind: 'entry', ref }));
	const data = { type: 'rows', day: '2026-11-22', rows, cursor: 'c' };
	expect(await tailOver([{ kind: 'data', id: 'c', data }])).toMatchObject([
		{ ref: 'a', day: '2026-11-22', cursor: null },
		{ ref: 'b', day: '2026-11-22', cursor: 'c' },
	]);
});

test('a file that was replaced is told, and is no row', async () => {
	const data = { type: 'reset', day: '2026-11-22' };
	const onReset = vi.fn();
	expect(await tailOver([{ kind: 'data', id: undefined, data }], { onReset })).toEqual([]);
	expect(onReset).toHaveBeenCalledExactlyOnceWith(data);
});
