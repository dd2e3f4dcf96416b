import type { EntryLimits } from '../format/entry-limits.ts';
import type { RedactOptions } from '../format/redact/redact-options.ts';

export interface EncoderOptions {
	/**
	 * IANA name (`Europe/Berlin`) of the zone of days and times. The machine's zone by default, which takes less time to
	 * open than a name.
	 */
	timeZone?: string | undefined;
	/** Folder for the redaction key. Without it the key is a random one of this process. */
	data?: string | undefined;
	limits?: EntryLimits | undefined;
	/**
	 * Further names and shapes of secrets; `false` turns redaction off. What redaction needs is loaded only when it is on:
	 * `mayHoldSecret` tells of a call that it changes nothing.
	 */
	redact?: RedactOptions | false | undefined;
	log?: ((message: string) => void) | undefined;
}
