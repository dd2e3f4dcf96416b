import { inodeOf } from '@tool-audit/safe-files';
import { createHash } from 'node:crypto';
import { access, constants, type FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import type { FileContent } from './file-info.ts';
import { kindOfName } from './file-kind.ts';
import { type Folder, openPlainFile } from './open-inside.ts';

/** Largest file that can be edited; larger files are read in parts. */
export const EDIT_BYTES_MAX = 2 * 1024 * 1024;
export const PART_BYTES_MAX = 2 * 1024 * 1024;

const UTF8_CHAR_BYTES_MAX = 4;

export interface Part {
	from: number;
	bytes: number;
}

/** All existing bytes of a range. One `read` may return fewer than requested. */
export async function readRange(file: FileHandle, from: number, bytes: number): Promise<Buffer> {
	const buffer = Buffer.alloc(bytes);
	let length = 0;
	while (length < bytes) {
		const { bytesRead } = await file.read(buffer, length, bytes - length, from + length);
		if (bytesRead === 0) break;
		length += bytesRead;
	}
	return buffer.subarray(0, length);
}

export function hashBytes(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** Changes with the file's size and times. Not safe for detecting conflicts of saves. */
function hashStat(stat: Stats): string {
	const { size, mtimeMs, ctimeMs } = stat;
	return hashBytes(Buffer.from([inodeOf(stat), size, mtimeMs, ctimeMs].join(':')));
}

const isContinuation = (byte: number | undefined): boolean =>
	byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;

/** The end of the last complete character. */
function wholeEnd(bytes: Uint8Array): number {
	for (let back = 1; back <= Math.min(UTF8_CHAR_BYTES_MAX, bytes.length); back += 1) {
		const byte = bytes[bytes.length - back]!;
		if (isContinuation(byte)) continue;
		const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
		return length <= back ? bytes.length : bytes.length - back;
	}
	return bytes.length;
}

/** A part without incomplete characters at its ends. */
function trimToChars(bytes: Buffer, from: number, size: number): { bytes: Buffer; from: number } {
	let start = 0;
	while (from > 0 && start < UTF8_CHAR_BYTES_MAX - 1 && isContinuation(bytes[start])) start += 1;
	const end = from + bytes.length < size ? wholeEnd(bytes) : bytes.length;
	return { bytes: bytes.subarray(start, Math.max(start, end)), from: from + start };
}

/** `null` for bytes that are not text: a NUL, or not UTF-8. */
export function decodeText(bytes: Uint8Array): string | null {
	if (bytes.includes(0)) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** `crlf` when every newline is one: a file with both is left unchanged. */
export function lineEndingOf(text: string): 'lf' | 'crlf' {
	return text.includes('\r\n') && !/(?<!\r)\n/.test(text) ? 'crlf' : 'lf';
}

async function isWritable(folder: Folder, name: string): Promise<boolean> {
	try {
		await access(`${folder.path}/${name}`, constants.W_OK);
		await access(folder.path, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

/** A file, or a part of it, with what the page needs for editing. */
export async function readFile(
	folder: Folder,
	{ path, name, part }: { path: string; name: string; part: Part },
): Promise<FileContent> {
	await using file = await openPlainFile(folder, name);
	const stat = await file.stat();
	const fits = stat.size <= EDIT_BYTES_MAX;
	const whole = fits ? await readRange(file, 0, stat.size) : null;
	const read = whole
		? whole.subarray(part.from, part.from + part.bytes)
		: await readRange(file, part.from, part.bytes);
	const { bytes, from } = trimToChars(read, part.from, stat.size);
	const named = kindOfName(name);
	const text = named === 'text' || named === 'markdown' ? decodeText(bytes) : null;
	const isText = text !== null && (whole === null || decodeText(whole) !== null);
	return {
		path,
		name,
		bytes: stat.size,
		modified: stat.mtime.toISOString(),
		kind: isText || named === 'image' ? named : 'binary',
		hash: whole ? hashBytes(whole) : hashStat(stat),
		text: isText ? text : null,
		range: { from, to: from + bytes.length },
		editable: isText && whole !== null,
		lineEnding: isText ? lineEndingOf(text) : 'lf',
		writable: await isWritable(folder, name),
	};
}
