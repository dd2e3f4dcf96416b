/**
 * The number of the rules. Raised with every change of what is redacted, because what was found in lines that are
 * written already is kept under it, and a new number searches them again. The hash of the data notices a forgotten
 * raise; a change of how the data is applied has to be noticed by its author.
 */
export const REDACTION_RULES = 1;

/** Of the data of these rules. The test beside this file prints the one of today. */
export const REDACTION_RULES_HASH =
	'39e53580fccddaea582484d1e1c80fed6d73427132d0a2c5651faef1c4018bb4';
