import { writeNewFile, type Location } from '@tool-audit/safe-files';
import { rm } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import type { FileInfo } from './file-info.ts';
import { kindOfName } from './file-kind.ts';
import { moveFile } from './move-file.ts';

export const UPLOAD_BYTES_MAX = 64 * 1024 * 1024;

function tooLarge(): Refusal {
	const megabytes = UPLOAD_BYTES_MAX / 1024 / 1024;
	return new Refusal(
		'PAYLOAD_TOO_LARGE',
		`A file may have ${megabytes} MB. Copy larger ones by hand.`,
	);
}

/** Creates a file from a stream, completely or not at all, and never replaces one. */
export async function createFile(
	{ folder, name }: Location,
	path: string,
	content: AsyncIterable<Uint8Array>,
): Promise<FileInfo> {
	const fresh = await writeNewFile(folder, name, async (file) => {
		let bytes = 0;
		for await (const chunk of content) {
			bytes += chunk.length;
			if (bytes > UPLOAD_BYTES_MAX) throw tooLarge();
			await file.writeFile(chunk);
		}
		return file.stat();
	});
	try {
		await moveFile({ folder, name: fresh.name }, { folder, name });
	} catch (error) {
		await rm(`${folder.path}/${fresh.name}`, { force: true });
		throw error;
	}
	const { size, mtime } = fresh.written;
	return { path, name, bytes: size, modified: mtime.toISOString(), kind: kindOfName(name) };
}
