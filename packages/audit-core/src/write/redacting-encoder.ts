import type { EntryEncoder } from '../format/encode.ts';
import { createEntryEncoder } from '../format/encoder.ts';
import type { EntryLimits } from '../format/entry-limits.ts';
import type { RedactorOptions } from '../format/redact/redactor.ts';
import { withRedactionKey } from './redaction-key.ts';

export interface RedactingOptions {
	redact?: RedactorOptions | undefined;
	/** Folder for the redaction key. Without it the key is a random one of this process. */
	data?: string | undefined;
	log?: ((message: string) => void) | undefined;
	limits?: EntryLimits | undefined;
}

/** @throws AuditError `damaged-key` */
export function createRedactingEncoder(options: RedactingOptions): EntryEncoder {
	return createEntryEncoder({ limits: options.limits, redact: withRedactionKey(options) });
}
