import type { EntryLimits } from '../format/entry-limits.ts';
import type { RedactOptions } from '../format/redact/redact-options.ts';

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
