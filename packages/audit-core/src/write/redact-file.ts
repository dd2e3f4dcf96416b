import { codeOf, readWhole, SafeFileError } from '@tool-audit/safe-files';
import { AuditError } from '../errors.ts';
import type { RedactOptions } from '../format/redact/redact-options.ts';
import { createRedactor } from '../format/redact/redactor.ts';
import { findProblem } from './check-redact-words.ts';

const FILE_BYTES_MAX = 1_048_576;

/**
 * Reads a file of redaction words: further names of secrets, shapes (RE2 syntax) and allowed values, as JSON in UTF-8
 * (docs/format.md §9).
 *
 * @throws AuditError `bad-redaction` for a file that can't be read or used, with the file, the entry and what is wrong
 *
 * @example
 * ```ts
 * // { "names": ["badge number"], "patterns": [{ "name": "badge", "pattern": "B-\\d{4}" }], "allow": ["guest"] }
 * const log = openAuditLog({ home: './home', redact: readRedactFile('./redact.json') });
 * ```
 */
export function readRedactFile(path: string): RedactOptions {
	const parsed = parseJson(path, readBytes(path));
	const problem = findProblem(parsed);
	if (problem !== null) throw new AuditError('bad-redaction', `${path}: ${problem}.`);
	const words = parsed as RedactOptions;
	try {
		createRedactor({ names: words.names });
	} catch (cause) {
		const what = `${path}: names are too many, or too long together.`;
		throw new AuditError('bad-redaction', what, { cause });
	}
	return words;
}

function readBytes(path: string): Buffer {
	let bytes: Buffer | null;
	try {
		bytes = readWhole(path, FILE_BYTES_MAX);
	} catch (cause) {
		const reason =
			cause instanceof SafeFileError
				? cause.code === 'too-large'
					? `has more than ${FILE_BYTES_MAX} bytes`
					: 'is not a file'
				: `can't be read (${codeOf(cause)})`;
		throw new AuditError('bad-redaction', `${path} ${reason}.`, { cause });
	}
	if (bytes === null) throw new AuditError('bad-redaction', `${path} does not exist.`);
	return bytes;
}

function parseJson(path: string, bytes: Buffer): unknown {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new AuditError('bad-redaction', `${path} is not UTF-8.`, { cause });
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		const place = /\(line \d+ column \d+\)/.exec((cause as Error).message)?.[0];
		const hint = text.replaceAll('\\\\', '').includes('\\')
			? '. A backslash in a pattern is written twice'
			: '';
		const what = `${path} is not JSON${place ? ` ${place}` : ''}${hint}.`;
		throw new AuditError('bad-redaction', what, { cause });
	}
}
