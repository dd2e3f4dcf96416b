/** What is told of secrets in entries that are written already: never their values. */

/** The part of an entry that a secret is in. The names of further fields may be secrets themselves. */
export type SecretField = 'tool' | 'args' | 'result_snippet' | 'other';

/** A secret in a field of an entry, by what its mark would show. */
export interface SecretInField {
	/** The part of the entry. */
	field: SecretField;
	/** The rule that its mark would show. */
	rule: string;
	/** Equal for equal secrets, as in their marks. Tells nothing without the key of the marks. */
	hash: string;
	/** How often it stands in the field. */
	count: number;
}

/** A secret, however often it stands in a day. Secrets with the same hash are equal. */
export interface DistinctSecret {
	/** That of its mark. */
	hash: string;
	/** The rules that found it. */
	rules: string[];
	/** How often it was found. */
	count: number;
	/** Position of the last row that holds it. */
	position: number;
	/** Ref of this row. */
	ref: string;
}
