import type { TailEvent } from '@tool-audit/core/types';
import { otherForm } from '../http/failures.ts';
import { told } from '../listen.ts';
import type { TailOptions, TailRow } from './options.ts';
import type { Transport } from '../transport.ts';

export async function* tailRows(
	{ follow }: Transport,
	{
		user,
		since,
		after,
		filter,
		onReconnect,
		onReset,
		...call
	}: TailOptions & { signal: AbortSignal },
): AsyncGenerator<TailRow, void> {
	for await (const event of follow('audit.tail', { user, since, after, filter }, call)) {
		if (event.kind === 'connecting' && event.error) {
			const { error } = event;
			told('the tail', 'stream', () => onReconnect?.(error));
		}
		if (event.kind !== 'data') continue;
		const data = event.data as TailEvent;
		if (data.type === 'reset') told('the tail', 'stream', () => onReset?.(data));
		if (data.type !== 'rows') continue;
		if (!Array.isArray(data.rows)) throw otherForm('audit.tail');
		const { day, rows, cursor } = data;
		for (const [at, row] of rows.entries()) {
			yield { ...row, day, cursor: at === rows.length - 1 ? cursor : null };
		}
	}
}
