import type { FileContent } from '../../api/types.ts';

/**
 * Text as the editor holds it: with LF alone. Only a file that ends every line in CRLF is rewritten; in one
 * that mixes them each carriage return stays where it is, and is shown.
 */
export function asEdited({ text, lineEnding }: Pick<FileContent, 'text' | 'lineEnding'>): string {
	return lineEnding === 'crlf' ? (text ?? '').replaceAll('\r\n', '\n') : (text ?? '');
}

/** Text as the file has it, with the newlines it was read with. */
export function asSaved(text: string, lineEnding: FileContent['lineEnding']): string {
	return lineEnding === 'crlf' ? text.replace(/\r?\n/g, '\r\n') : text;
}
