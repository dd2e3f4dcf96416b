import type { RedactOptions } from '../format/redact/redact-options.ts';

/**
 * Reads a file of redaction words like `readRedactFile` of core, and loads what that needs only when it is called.
 *
 * @throws AuditError `bad-redaction` for a file that can't be read or used
 *
 * @example
 * ```ts
 * const recorder = await openRecorder({ home, redact: await loadRedactFile('/etc/tool-audit/redact.json') });
 * ```
 */
export async function loadRedactFile(path: string): Promise<RedactOptions> {
	const { readRedactFile } = await import('./redact-file.ts');
	return readRedactFile(path);
}
