import type { Filter } from '@tool-audit/core/types';
import type { OwnerInput } from '../api.ts';
import type { CallOptions } from '../options.ts';
import type { Download, Transport } from '../transport.ts';
import { loop } from './loop.ts';

/** Options of `client.export`. */
export interface ExportOptions extends Omit<CallOptions, 'batch' | 'retries'>, OwnerInput {
	/** `jsonl` (the default) has the unchanged lines of the log. */
	format?: 'jsonl' | 'json' | 'csv' | undefined;
	/** Only rows that match. All by default. */
	filter?: Filter | undefined;
}

/**
 * A file with rows of a day, as a stream of bytes. It can be read once, at the reader's pace. Leaving the loop, or
 * `return()` of its iterator, closes the connection.
 */
export interface ExportedFile extends AsyncIterable<Uint8Array> {
	/** A name for the file, such as `alice-2026-11-22.jsonl`. */
	readonly name: string;
	/** Its media type. */
	readonly type: string;
	/** Number of rows, counted before the first is sent; `null` when the server does not say. */
	readonly rows: number | null;
	/** The whole file as text. */
	text(): Promise<string>;
}

export async function exportDay(
	{ download }: Transport,
	day: string,
	{ user, format = 'jsonl', filter, ...call }: ExportOptions,
): Promise<ExportedFile> {
	return fileOf(await download({ user, day, format, filter }, call), call.signal);
}

function fileOf(
	{ name, type, rows, read: open, cancel }: Download,
	signal: CallOptions['signal'],
): ExportedFile {
	let isRead = false;

	function read(): AsyncIterator<Uint8Array> {
		if (isRead) throw new TypeError('An exported file can be read once. Export it again.');
		isRead = true;
		return loop({ method: read, name: 'The export', signal, onEnd: cancel }, open);
	}

	return {
		...{ name, type, rows },
		[Symbol.asyncIterator]: read,
		async text() {
			const decoder = new TextDecoder();
			let text = '';
			for await (const bytes of { [Symbol.asyncIterator]: read })
				text += decoder.decode(bytes, { stream: true });
			return text + decoder.decode();
		},
	};
}
