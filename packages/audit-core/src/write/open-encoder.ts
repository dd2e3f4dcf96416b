/** What writes entries, loaded only as far as it is needed: a hook starts for every call. */
import { encoderWith, type EntryEncoder } from '../format/encode.ts';
import type { RedactOptions } from '../format/redact/redact-options.ts';
import type { RedactorOptions } from '../format/redact/redactor.ts';
import { MACHINE_TS_FORMAT, type TsFormat } from '../format/ts-format.ts';
import type { EncoderOptions } from './encoder-options.ts';

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
