/**
 * The number of the rules. Raised with every change of what is redacted, because what was found in lines that are
 * written already is kept under it, and a new number searches them again. The hash of the data notices a forgotten
 * raise; a change of how the data is applied has to be noticed by its author.
 */
export const REDACTION_RULES = 2;

/** Of the data of these rules. The test beside this file prints the one of today. */
export const REDACTION_RULES_HASH =
	'bc84f5e7ffd59251cba539f99288765e002505a7db3e274aa78b4a1f7be6d2bd';
