/** An expression that is not in RE2 syntax. The message is the rest of a sentence that begins with the expression. */
export class InvalidRegexError extends Error {
	/** Of every such error. */
	override readonly name = 'InvalidRegexError';
	/** What is wrong, without a period: `missing closing parenthesis`. */
	readonly problem: string;

	constructor(problem: string, options?: ErrorOptions) {
		super(`is not a valid regular expression (${problem})`, options);
		this.problem = problem;
	}
}
