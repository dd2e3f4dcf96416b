import { isUser } from '@tool-audit/core';
import type { People } from '@tool-audit/accounts';
import { type Account, usernameSchema } from '@tool-audit/accounts/account';
import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context.ts';
import { keepFolders } from '../keep-folders.ts';
import { addJson, type JsonOption, parseWith } from '../options.ts';
import { type PasswordOption, readPassword } from '../password.ts';
import { chooseAccount } from '../choose-user.ts';
import type { Column } from '../terminal/table.ts';

const EXAMPLES = `
Examples:
  $ tool-audit users add alice --admin
  $ printf %s "$PASSWORD" | tool-audit users add bob --password-stdin
  $ tool-audit users disable bob`;

const COLUMNS: Column<Account>[] = [
	{ title: 'username', cell: ({ username }) => username },
	{ title: 'role', cell: ({ role }) => role },
	{ title: 'user', cell: ({ user }) => user },
	{
		title: 'state',
		cell: ({ disabled }) => (disabled ? 'disabled' : 'active'),
		style: ({ disabled }) => (disabled ? 'red' : 'green'),
	},
	{ title: 'created', cell: ({ createdAt }) => createdAt },
];

const PASSWORD_STDIN = '--password-stdin';
const PASSWORD_STDIN_MEANS = 'read the password from standard input instead of prompting';

type Options = JsonOption & PasswordOption;
type AddOptions = Options & { admin?: true; user?: string };

function parseUser(name: string): string {
	if (isUser(name)) return name;
	throw new InvalidArgumentError('Use the name of one folder: no separators, no leading dot.');
}

export function addUsers(program: Command, context: Context): void {
	const { output, settings, withAccounts, withLog } = context;
	const users = program
		.command('users')
		.description('Accounts and the logs they own.')
		.addHelpText('after', EXAMPLES);

	/** Prints what was done, or with --json the account as it is now. */
	const done = (account: Account, { json }: JsonOption, said: string) =>
		json ? output.json(account) : output.note(said);

	/** A command that changes an existing account. */
	const onAccount = (
		name: string,
		summary: string,
		work: (people: People, account: Account, options: Options) => Promise<string> | string,
	) =>
		addJson(users.command(name).argument('<username>').description(summary)).action(
			(username: string, options: Options) =>
				withAccounts(async (accounts) => {
					const account = chooseAccount(accounts, username);
					const said = await work(accounts.people, account, options);
					done(accounts.people.byId(account.id) ?? account, options, said);
				}),
		);

	addJson(users.command('list').description('List the accounts.')).action(({ json }: JsonOption) =>
		withAccounts(async ({ people }) => {
			const accounts = people.list();
			if (json) return output.json(accounts);
			if (accounts.length > 0) output.table(COLUMNS)(accounts);
			const owned = new Set(accounts.map(({ user }) => user));
			const others = (await withLog((log) => log.listUsers())).filter((user) => !owned.has(user));
			for (const user of others) output.note(`${user} has a log but no account.`);
			if (accounts.length + others.length === 0) output.note('There are no accounts yet.');
		}),
	);

	const add = users
		.command('add')
		.argument('<username>', 'the name to sign in with', parseWith(usernameSchema))
		.description('Create an account.')
		.option('--admin', 'can read every log and manage accounts')
		.option(
			'--user <user>',
			"folder for this person's log and files (default: the username)",
			parseUser,
		)
		.option(PASSWORD_STDIN, PASSWORD_STDIN_MEANS)
		.action((username: string, { admin, user, ...options }: AddOptions) =>
			withAccounts(async ({ people }) => {
				const role = admin ? 'admin' : 'user';
				const password = await readPassword(options, context);
				const { account } = await people.create({ username, role, user, password });
				keepFolders(settings(), output);
				done(account, options, `Created the account ${account.username}.`);
			}),
		);
	addJson(add);

	onAccount('set-password', 'Set a new password.', async (people, account, options) => {
		await people.setPassword(account.id, await readPassword(options, context));
		return `Changed the password of ${account.username} and ended their sessions.`;
	}).option(PASSWORD_STDIN, PASSWORD_STDIN_MEANS);

	onAccount(
		'disable',
		'Block sign-in, end all sessions and delete all keys.',
		(people, { id, username }) => {
			people.setDisabled(id, true);
			return `Disabled ${username}: sessions ended, keys deleted.`;
		},
	);

	onAccount('enable', 'Let a disabled account sign in again.', (people, { id, username }) => {
		people.setDisabled(id, false);
		return `Enabled ${username}. Keys have to be created again.`;
	});
}
