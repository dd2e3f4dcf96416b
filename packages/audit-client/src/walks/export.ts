import type { CallOptions } from '../options.ts';
import type { Download, Transport } from '../transport.ts';
import { loop } from './loop.ts';
import type { ExportedFile, ExportOptions } from './options.ts';

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
