const MASKED =
	/^(?:[*•]{3,40}|[*<[]{1,3}(?:redacted|filtered|masked|hidden|removed|scrubbed)[*>\]]{1,3})$/i;

/** True for what other programs write in the place of a secret. */
export function isMasked(value: string): boolean {
	return MASKED.test(value);
}
