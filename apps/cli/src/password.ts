import { passwordSchema } from '@tool-audit/accounts/account';
import type { Context } from './context.ts';
import { UsageError } from './failure.ts';
import { askSecret, readAll } from './terminal/input.ts';

const PASSWORD_BYTES_MAX = 4_096;

export interface PasswordOption {
	passwordStdin?: true;
}

/** A new password: from standard input with --password-stdin, else typed at the terminal. */
export async function readPassword(
	{ passwordStdin }: PasswordOption,
	context: Context,
): Promise<string> {
	const password = passwordStdin ? await readLine(context) : await askTwice(context);
	const parsed = passwordSchema.safeParse(password);
	if (parsed.success) return parsed.data;
	throw new UsageError(parsed.error.issues.map(({ message }) => message).join(' '));
}

async function readLine({ stdin }: Context): Promise<string> {
	const text = (await readAll(stdin, PASSWORD_BYTES_MAX)).replace(/\r?\n$/, '');
	if (!/[\r\n]/.test(text)) return text;
	throw new UsageError('Standard input has more than one line. Pass only the password.');
}

async function askTwice({ stdin, stderr }: Context): Promise<string> {
	if (!stdin.isTTY) {
		throw new UsageError('There is no terminal to type a password in. Use --password-stdin.');
	}
	const password = await askSecret(stdin, stderr, 'Password: ');
	if (password === (await askSecret(stdin, stderr, 'Repeat password: '))) return password;
	throw new UsageError("The passwords don't match. Nothing was changed.");
}
