import { encoderWith, type EntryEncoder } from './encode.ts';
import type { EntryLimits } from './entry-limits.ts';
import { createRedactor, type RedactorOptions } from './redact/redactor.ts';

export interface EncodeOptions {
	limits?: EntryLimits | undefined;
	/** Further names and shapes of secrets; `false` turns redaction off. */
	redact?: RedactorOptions | false | undefined;
}

/** Apart from `encode.ts`, because a hook that has nothing to redact does not load what redaction needs. */
export function createEntryEncoder({ limits, redact = {} }: EncodeOptions = {}): EntryEncoder {
	return encoderWith(redact === false ? null : createRedactor(redact), limits);
}
