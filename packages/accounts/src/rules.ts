/**
 * The rules for usernames, passwords and keys. Browsers use them too, so that a form shows the same messages as the
 * server before it is sent.
 */
export const USERNAME_CHARS_MIN = 2;
export const USERNAME_CHARS_MAX = 64;
/** Letters a–z of either case, digits, dot, dash and underscore, beginning with a letter or digit. */
export const USERNAME = /^[a-z0-9][a-z0-9._-]*$/i;

export const PASSWORD_CHARS_MIN = 10;
export const PASSWORD_CHARS_MAX = 128;

export const KEY_NAME_CHARS_MAX = 64;
export const KEY_DAYS_MAX = 3_650;

/** What is wrong with a username, as a sentence; `null` when it is valid. */
export function usernameProblem(name: string): string | null {
	if (name.length < USERNAME_CHARS_MIN) {
		return `A username has at least ${USERNAME_CHARS_MIN} characters.`;
	}
	if (name.length > USERNAME_CHARS_MAX) {
		return `A username has at most ${USERNAME_CHARS_MAX} characters.`;
	}
	if (USERNAME.test(name)) return null;
	return 'A username is made of letters a–z, digits, dot, dash and underscore, and begins with a letter or digit.';
}

/** What is wrong with a new password, as a sentence; `null` when it is valid. */
export function passwordProblem(password: string): string | null {
	if (password.length < PASSWORD_CHARS_MIN) {
		return `A password has at least ${PASSWORD_CHARS_MIN} characters.`;
	}
	if (password.length > PASSWORD_CHARS_MAX) {
		return `A password has at most ${PASSWORD_CHARS_MAX} characters.`;
	}
	return null;
}
