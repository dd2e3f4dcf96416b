import type { FileContent } from '#lib/api/types.ts';

/** The server procedures that an open file needs. */
export interface FilesApi {
	read(input: { path: string; from?: number; bytes?: number }): Promise<FileContent>;
	save(input: {
		path: string;
		text: string;
		hash: string;
	}): Promise<Pick<FileContent, 'hash' | 'bytes' | 'modified'>>;
	create(input: { path: string; text: string }): Promise<unknown>;
}

export const PART_BYTES = 512_000;

/** A file that can be edited as a whole, or the first part of a larger one. */
export async function readFile(api: FilesApi, path: string): Promise<FileContent> {
	const part = await api.read({ path, bytes: PART_BYTES });
	const isCut = part.editable && part.range.to < part.bytes;
	return isCut ? api.read({ path }) : part;
}

/** The next part after the bytes that were read. */
export function readOn(api: FilesApi, { path, range }: FileContent): Promise<FileContent> {
	return api.read({ path, from: range.to, bytes: PART_BYTES });
}

/** The hash of the current file, with as little of its content as possible. */
export async function readHash(api: FilesApi, path: string): Promise<string> {
	return (await api.read({ path, bytes: 1 })).hash;
}
