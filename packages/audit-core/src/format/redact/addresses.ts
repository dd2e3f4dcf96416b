/**
 * Secrets in the part of an address before its host (RFC 3986, section 3.2.1): the password, or a token as the name
 * of the user. Passwords are often written without the escapes that they need, so one may contain `@` and `/`.
 */
import type { FoundSecret } from './found.ts';
import { looksRandom } from './values.ts';

export const ADDRESS_LITERAL = '://';

/** To the end of the address. */
const RUN = /[^\s"'`<>\\]{1,4096}/y;
/** What follows an `@` is a host: the name of one, and the end of the address, its port or its path. */
const HOST_AT =
	/@(?=(?:[\w.%${}-]{1,200}|\[[0-9a-f:]{2,40}\])(?::[\d${}\w]{1,40})?(?:[/?#,)\]]|$))/gi;
const TOKEN_CHARS_MIN = 16;
const USER_AND_PASSWORD = /^(?<user>[^/:@?#]{0,200}):(?!\d{1,5}(?:\/|$))(?<password>.+)$/s;

/** The secret in the address whose `://` ends at `at`. */
export function findInAddress(text: string, at: number): FoundSecret | null {
	RUN.lastIndex = at;
	const run = RUN.exec(text)?.[0];
	const end = run ? hostAt(run) : -1;
	if (!run || end < 1) return null;
	const before = run.slice(0, end);
	const { user = '', password = '' } = USER_AND_PASSWORD.exec(before)?.groups ?? {};
	const found = (from: number, to: number) => ({
		rule: 'connection-string',
		from: at + from,
		to: at + to,
	});
	if (password !== '') {
		const isUserSecret = password === 'x-oauth-basic' && user.length >= TOKEN_CHARS_MIN;
		if (isUserSecret) return found(0, user.length);
		if (isReference(password)) return null;
		return found(user.length + 1, end);
	}
	const token = before.replace(/:$/, '');
	const isToken =
		token.length >= TOKEN_CHARS_MIN && /^[\w.~%-]+$/.test(token) && looksRandom(token);
	return isToken ? found(0, token.length) : null;
}

/** The last `@` before a host; but not one in the query of an address that has a host already. */
function hostAt(run: string): number {
	let last = -1;
	for (const { index } of run.matchAll(HOST_AT)) {
		if (last !== -1 && /[?#]/.test(run.slice(last, index))) break;
		last = index;
	}
	return last;
}

/** A variable, or what documentation writes instead of a password. */
function isReference(password: string): boolean {
	return (
		/^(?:\$\{?\w+\}?|\{\{?[^}]*\}?\}|\$\([^)]*\)|%\w+%|\*+|x{3,}|\.{3}|\[[^\]]*\]|:\w+)$/i.test(
			password,
		) || /^(?:pass(?:word)?|pwd|pw|secret|token|auth)$/i.test(password)
	);
}
