import type { Filter, Row, TailEvent } from '@tool-audit/core/types';
import type { OwnerInput } from '../api.ts';
import type { AuditClientError } from '../error.ts';
import { otherForm } from '../http/failures.ts';
import { told } from '../listen.ts';
import type { CallOptions } from '../options.ts';
import type { Transport } from '../transport.ts';

/** Options of `client.tail`. */
export interface TailOptions extends Omit<CallOptions, 'batch'>, OwnerInput {
	/**
	 * An instant, as a `Date` or ISO 8601 with an offset: the tail begins with the calls recorded since then. By default it
	 * begins now.
	 */
	since?: string | Date | undefined;
	/** The `cursor` of a row: the tail continues after it. Takes precedence over `since`. */
	after?: string | undefined;
	/** Only rows that match. All by default. */
	filter?: Filter | undefined;
	/**
	 * Called before each further attempt to connect, with the error that ended the last one. The logger gets the first of
	 * several in a row. If it throws, the tail ends with the code `listener`.
	 */
	onReconnect?: ((error: AuditClientError) => void) | undefined;
	/** Called when a day's file was truncated or replaced: the rows that follow are those of its new beginning. If it throws, the tail ends with the code `listener`. */
	onReset?: ((event: Extract<TailEvent, { type: 'reset' }>) => void) | undefined;
}

/** A row as it was appended. */
export type TailRow = Row & {
	/** The day of its file, `YYYY-MM-DD`. */
	day: string;
	/**
	 * Set on the last of the rows that came together, `null` on the others. A tail with this `after` continues behind it,
	 * also in another process. Save it once you have handled all rows up to this one.
	 */
	cursor: string | null;
};

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
