/** What is told of secrets in entries that are written already: never their values. */

/** The part of an entry that a secret is in. The names of further fields may be secrets themselves. */
export type SecretField = 'tool' | 'args' | 'result_snippet' | 'other';

/** A secret in a field of an entry, by what its mark would show. */
export interface SecretInField {
	field: SecretField;
	rule: string;
	/** Equal for equal secrets, as in their marks. Tells nothing without the key of the marks. */
	hash: string;
	/** How often it stands in the field. */
	count: number;
}

/** A secret, however often it stands in a day. Secrets with the same hash are equal. */
export interface DistinctSecret {
	hash: string;
	/** The rules that found it. */
	rules: string[];
	/** How often it was found. */
	count: number;
	/** Position and ref of the last row that holds it. */
	position: number;
	ref: string;
}
