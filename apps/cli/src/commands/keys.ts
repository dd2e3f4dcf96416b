import { type Key, keyNameSchema, type Scope, SCOPES } from '@tool-audit/accounts/account';
import { KEY_DAYS_MAX } from '@tool-audit/accounts/rules';
import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { addJson, type JsonOption, parseWith, wholeNumber } from '../options.ts';
import { chooseAccount } from '../choose-user.ts';
import type { Column } from '../terminal/table.ts';

const EXAMPLES = `
Examples:
  $ tool-audit keys create --user alice --scope audit:read
  $ KEY=$(tool-audit keys create --user alice --scope audit:write --name nightly --expires-in-days 90)
  $ tool-audit keys revoke 4fQ0c2…`;

type OwnedKey = { username: string } & Key;

const COLUMNS: Column<OwnedKey>[] = [
	{ title: 'id', cell: ({ id }) => id },
	{ title: 'username', cell: ({ username }) => username },
	{ title: 'name', cell: ({ name }) => name },
	{ title: 'scopes', cell: ({ scopes }) => scopes.join(' ') },
	{ title: 'starts with', cell: ({ start }) => start },
	{ title: 'created', cell: ({ createdAt }) => createdAt },
	{ title: 'last used', cell: ({ lastUsedAt }) => lastUsedAt ?? 'never' },
	{ title: 'expires', cell: ({ expiresAt }) => expiresAt ?? 'never' },
];

interface CreateOptions extends JsonOption {
	user?: string;
	scope: Scope[];
	name: string;
	expiresInDays?: number;
}

function collectScopes(value: string, scopes: Scope[] = []): Scope[] {
	const scope = SCOPES.find((scope) => scope === value);
	if (!scope) throw new InvalidArgumentError(`Choose from ${SCOPES.join(', ')}.`);
	return scopes.includes(scope) ? scopes : [...scopes, scope];
}

export function addKeys(program: Command, context: Context): void {
	const { output, withAccounts } = context;
	const keys = program
		.command('keys')
		.description('API keys, with which programs read and write the log of an account.')
		.addHelpText('after', EXAMPLES);

	const create = keys
		.command('create')
		.description('Create a key and print it, once, on standard output.')
		.option('--user <username>', 'the account (default: the only one)')
		.requiredOption('--scope <scope>', `${SCOPES.join(' or ')} (repeatable)`, collectScopes)
		.option('--name <name>', 'where the key is used', parseWith(keyNameSchema), 'command line')
		.option('--expires-in-days <days>', 'days until it expires', wholeNumber(1, KEY_DAYS_MAX))
		.action(({ user, json, scope, name, expiresInDays }: CreateOptions) =>
			withAccounts(async (accounts) => {
				const account = chooseAccount(accounts, user);
				if (account.disabled) {
					throw new Failure(`${account.username} is disabled. Enable the account first.`);
				}
				const created = await accounts.keys.create(account.id, {
					name,
					scopes: scope,
					expiresInDays,
				});
				if (json) return output.json(created);
				output.line(created.secret);
				output.note(
					`Created a key for ${account.username} with ${scope.join(' and ')}. Copy it now. It won't be shown again.`,
				);
			}),
		);
	addJson(create);

	const list = keys
		.command('list')
		.description('List keys, without their secrets.')
		.option('--user <username>', 'the account (default: all accounts)')
		.action(({ user, json }: JsonOption & { user?: string }) =>
			withAccounts(async (accounts) => {
				const owners =
					user === undefined ? accounts.people.list() : [chooseAccount(accounts, user)];
				const owned = owners.flatMap(({ id, username }) =>
					accounts.keys.list(id).map((key) => ({ username, ...key })),
				);
				if (json) output.json(owned);
				else if (owned.length > 0) output.table(COLUMNS)(owned);
				else output.note('There are no keys yet. Create one with tool-audit keys create.');
			}),
		);
	addJson(list);

	const revoke = keys
		.command('revoke')
		.argument('<id>', 'from tool-audit keys list')
		.description('Delete a key. It stops working at once.')
		.action((id: string, { json }: JsonOption) =>
			withAccounts(async (accounts) => {
				const owner = accounts.people
					.list()
					.find((account) => accounts.keys.list(account.id).some((key) => key.id === id));
				if (!owner)
					throw new Failure(`There is no key ${id}. tool-audit keys list shows all keys.`);
				accounts.keys.revoke(owner.id, id);
				if (json) output.json({ id, username: owner.username });
				else output.note(`Revoked a key of ${owner.username}.`);
			}),
		);
	addJson(revoke);
}
