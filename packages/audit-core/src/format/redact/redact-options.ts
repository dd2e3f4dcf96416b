/** Options of redaction, in addition to the built-in names and shapes. */
export interface RedactOptions {
	/** Further names whose values are secret, in any style: `pin code` also means `pin_code` and `pinCode`. */
	names?: readonly string[] | undefined;
	/**
	 * Further shapes, each with the rule in its marks. A string is an expression in RE2 syntax, which takes linear time.
	 * A RegExp must not backtrack: it runs over untrusted text.
	 */
	patterns?: readonly { name: string; pattern: RegExp | string }[] | undefined;
	/**
	 * Values that are never redacted, whatever rule finds them: exactly these, as they stand in the text, of at most
	 * 500 characters each.
	 */
	allow?: readonly string[] | undefined;
	/** Key of the hashes. By default the one in the data folder, or a random key of this process. */
	key?: Uint8Array | undefined;
}
