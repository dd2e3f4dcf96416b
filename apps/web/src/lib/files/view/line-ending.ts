import type { FileContent } from '#lib/api/types.ts';

/**
 * The text in the editor: with LF alone. Only a file whose lines all end in CRLF is converted; in a mixed one
 * each carriage return stays in place and is visible.
 */
export function asEdited({ text, lineEnding }: Pick<FileContent, 'text' | 'lineEnding'>): string {
	return lineEnding === 'crlf' ? (text ?? '').replaceAll('\r\n', '\n') : (text ?? '');
}

/** The text for the file, with the newlines it was read with. */
export function asSaved(text: string, lineEnding: FileContent['lineEnding']): string {
	return lineEnding === 'crlf' ? text.replace(/\r?\n/g, '\r\n') : text;
}
