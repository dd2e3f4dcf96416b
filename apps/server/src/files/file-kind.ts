import { extname } from 'node:path';
import type { FileKind } from './file-info.ts';

const MARKDOWN = new Set(['.md', '.markdown', '.mdown', '.mkd']);

/** Images that browsers show, with their media types. */
const IMAGES: Record<string, string> = {
	'.avif': 'image/avif',
	'.bmp': 'image/bmp',
	'.gif': 'image/gif',
	'.ico': 'image/x-icon',
	'.jpeg': 'image/jpeg',
	'.jpg': 'image/jpeg',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.webp': 'image/webp',
};

const BINARIES = new Set(
	[
		['.7z', '.bz2', '.gz', '.rar', '.tar', '.tgz', '.xz', '.zip', '.zst', '.jar', '.whl'],
		['.avi', '.flac', '.m4a', '.mkv', '.mov', '.mp3', '.mp4', '.ogg', '.wav', '.webm'],
		['.doc', '.docx', '.odp', '.ods', '.odt', '.pdf', '.ppt', '.pptx', '.xls', '.xlsx'],
		['.a', '.bin', '.class', '.db', '.dll', '.dylib', '.exe', '.o', '.pyc', '.so', '.wasm'],
		['.eot', '.heic', '.otf', '.parquet', '.psd', '.sqlite', '.tif', '.tiff', '.ttf', '.woff'],
		['.woff2'],
	].flat(),
);

/** The kind of a file by its name. Its content may show that it is not text. */
export function kindOfName(name: string): FileKind {
	const extension = extname(name).toLowerCase();
	if (MARKDOWN.has(extension)) return 'markdown';
	if (extension in IMAGES) return 'image';
	return BINARIES.has(extension) ? 'binary' : 'text';
}

/** Media type of an image; `undefined` for anything else. */
export function imageType(name: string): string | undefined {
	return IMAGES[extname(name).toLowerCase()];
}
