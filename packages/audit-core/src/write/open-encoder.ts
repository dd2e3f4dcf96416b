/** What writes entries, loaded only as far as it is needed: a hook starts for every call. */
import { encoderWith, type EntryEncoder, type EntryLimits } from '../format/encode.ts';
import type { RedactOptions, RedactorOptions } from '../format/redact/redactor.ts';
import { MACHINE_TS_FORMAT, type TsFormat } from '../format/ts-format.ts';

/** How entries are written. */
export interface EncoderOptions {
	/**
	 * IANA name (`Europe/Berlin`) of the zone of days and times. The machine's zone by default, which takes less time to
	 * open than a name.
	 */
	timeZone?: string | undefined;
	/** Folder for the redaction key. Without it the key is a random one of this process. */
	data?: string | undefined;
	/** How large an entry may be. 64 levels, 10,000 keys and items, and 3 MiB by default. */
	limits?: EntryLimits | undefined;
	/**
	 * Further names and shapes of secrets; `false` turns redaction off. What redaction needs is loaded only when it is on:
	 * `mayHoldSecret` tells of a call that it changes nothing.
	 */
	redact?: RedactOptions | false | undefined;
	/** Says why the redaction key can't be kept. `console.error` by default. */
	log?: ((message: string) => void) | undefined;
}

/** @throws AuditError `bad-time-zone` */
export async function openTsFormat(timeZone: string | undefined): Promise<TsFormat> {
	if (timeZone === undefined) return MACHINE_TS_FORMAT;
	const { openZone } = await import('../format/time.ts');
	return openZone(timeZone);
}

/** @throws AuditError `bad-redaction`, `damaged-key` */
export async function openEncoder({
	redact = {},
	...options
}: EncoderOptions): Promise<EntryEncoder> {
	if (redact === false) return encoderWith(null, options.limits);
	const { createRedactingEncoder } = await import('./redacting-encoder.ts');
	return createRedactingEncoder({ ...options, redact: await compiled(redact) });
}

/** RE2 is loaded for expressions alone. */
async function compiled(redact: RedactOptions): Promise<RedactorOptions> {
	const { patterns = [], ...rest } = redact;
	if (patterns.length === 0) return rest;
	const { withRe2 } = await import('../format/redact/re2-patterns.ts');
	return withRe2(redact);
}

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
