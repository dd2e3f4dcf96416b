import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { CountedSecrets } from '../api/types.ts';
import { dateInWords } from '../audit/times.ts';
import { readStored } from '../shell/stored.ts';
import { fakeServer } from '../testing/fake-server.ts';
import { signIn } from '../testing/sign-in.ts';
import WithQueries from '../testing/WithQueries.svelte';
import SecretDays from './SecretDays.svelte';
import SecretsNotice from './SecretsNotice.svelte';

signIn();

const DAY: CountedSecrets['days'][number] = {
	...{ day: '2026-11-22', calls: 2, secrets: 3, damaged: 0 },
	rules: [
		{ rule: 'github-token', count: 2 },
		{ rule: 'password', count: 1 },
	],
	rows: [
		{
			position: 42,
			ref: 'r-42',
			secrets: [{ field: 'args', rule: 'github-token', hash: '3f9a1c2e', count: 2 }],
		},
	],
	looked: { bytes: 900, bytesTotal: 900 },
};

/** As the page writes it, with the year once that is past. */
const DATE = dateInWords(DAY.day);

function counted(changes: Partial<CountedSecrets> = {}): void {
	const looked = { days: 8, daysTotal: 8 };
	const answer: CountedSecrets = {
		...{ days: [], distinct: { count: 0, exact: true, secrets: [] } },
		...{ looked, complete: true, unreadable: [], ...changes },
	};
	fakeServer({ 'audit.secrets': answer });
}

test('lists a day with its rules, and links to its rows', async () => {
	counted({ days: [DAY] });
	const screen = await render(WithQueries, { component: SecretDays });
	await expect.element(screen.getByText('found 3 times in 2 calls')).toBeVisible();
	const rules = screen.getByRole('list', { name: 'Secrets by rule' }).getByRole('listitem');
	expect(rules.elements().map(({ textContent }) => textContent)).toEqual([
		'github-token 2',
		'password 1',
	]);
	const row = screen.getByRole('link', {
		name: 'Row 43 github-token 3f9a1c2e in the arguments, 2 times',
	});
	await expect.element(row).toHaveAttribute('href', '/audit/2026-11-22?user=alice&row=r-42');
	await expect.element(row).toBeVisible();
	await expect.element(screen.getByText('The first 1 of 2 calls')).toBeVisible();
});

const last = { day: DAY.day, position: 42, ref: 'r-42' };
const distinctOf = (count: number, exact = true): CountedSecrets['distinct'] => ({
	...{ count, exact },
	secrets: Array.from({ length: Math.min(count, 30) }, (_, n) => ({
		...{ hash: `hash${n}`, rules: ['password', 'connection-string'], count: 4, days: 2, last },
	})),
});

test('lists each secret once, with a link to its last call', async () => {
	counted({ days: [DAY], distinct: distinctOf(1) });
	const screen = await render(WithQueries, { component: SecretDays });
	await expect
		.element(screen.getByRole('heading', { name: '1 secret', exact: true }))
		.toBeVisible();
	await expect.element(screen.getByText('Found 3 times in 2 calls on 1 day')).toBeVisible();
	const secret = screen.getByRole('link', {
		name: `password, connection-string hash0 found 4 times on 2 days, last on ${DATE}`,
	});
	await expect.element(secret).toHaveAttribute('href', '/audit/2026-11-22?user=alice&row=r-42');
});

test('shows twenty secrets, and all by a click', async () => {
	counted({ days: [DAY], distinct: distinctOf(30) });
	const screen = await render(WithQueries, { component: SecretDays });
	const secrets = screen.getByRole('list', { name: 'Secrets', exact: true }).getByRole('link');
	await expect.poll(() => secrets.all().length).toBe(20);
	await screen.getByRole('button', { name: 'Show all 30' }).click();
	await expect.poll(() => secrets.all().length).toBe(30);
});

test('the number of an unfinished search is one so far', async () => {
	counted({ days: [DAY], complete: false, distinct: distinctOf(3, false) });
	const screen = await render(WithQueries, { component: SecretDays });
	await expect.element(screen.getByText('At least 3 secrets so far')).toBeVisible();
});

test('a long list of calls is closed at first', async () => {
	const rows = Array.from({ length: 11 }, (_, n) => ({ ...DAY.rows[0]!, ref: `r-${n}` }));
	counted({ days: [{ ...DAY, rows }] });
	const screen = await render(WithQueries, { component: SecretDays });
	const calls = screen.getByRole('button', { name: `Open the calls of ${DATE}` });
	await expect.element(calls).toHaveAttribute('aria-expanded', 'false');
	await expect.element(screen.getByRole('link', { name: /^Row 43/ })).not.toBeInTheDocument();
	await calls.click();
	await expect.element(screen.getByRole('link', { name: /^Row 43/ }).first()).toBeVisible();
});

test('says what to do', async () => {
	counted({ days: [DAY] });
	const screen = await render(WithQueries, { component: SecretDays });
	const advice = screen.getByRole('region', { name: 'What to do' });
	await expect.element(advice.getByText(/^Change each secret where it is used/)).toBeVisible();
});

test('says that nothing was found when all days are searched', async () => {
	counted();
	const screen = await render(WithQueries, { component: SecretDays });
	await expect.element(screen.getByText('No secrets found.')).toBeVisible();
	await expect.element(screen.getByText(/8 days searched/)).toBeVisible();
});

test('an unfinished search does not say that nothing was found', async () => {
	counted({ complete: false, looked: { days: 3, daysTotal: 8 } });
	const screen = await render(WithQueries, { component: SecretDays });
	await expect.element(screen.getByText(/3 of 8 days searched/)).toBeVisible();
	expect(document.body.textContent).not.toContain('No secrets found');
});

test('names what could not be searched: damaged lines, and days that can’t be read', async () => {
	const message = '2026-11-20 can’t be opened.';
	const unreadable = [{ user: 'alice', day: '2026-11-20', code: 'unreadable' as const, message }];
	counted({
		days: [{ ...DAY, ...{ calls: 0, secrets: 0, rules: [], rows: [], damaged: 2 } }],
		unreadable,
	});
	const screen = await render(WithQueries, { component: SecretDays });
	await expect.element(screen.getByText(new RegExp(message))).toBeVisible();
	const lines = screen.getByRole('link', { name: /2 damaged lines may hold secrets/ });
	await expect
		.element(lines)
		.toHaveAttribute('href', '/audit/2026-11-22?user=alice&status=damaged');
});

test('Home says how many secrets there may be, and in how many days', async () => {
	const harmless = { ...DAY, day: '2026-11-21', secrets: 0, damaged: 1 };
	counted({ days: [DAY, harmless, { ...DAY, day: '2026-11-20' }], distinct: distinctOf(6) });
	const screen = await render(WithQueries, { component: SecretsNotice });
	await expect.element(screen.getByText('6 secrets may be in your log, on 2 days')).toBeVisible();
	const link = screen.getByRole('link', { name: 'Review' });
	await expect.element(link).toHaveAttribute('href', '/secrets');
});

test('a notice that is hidden shows again when more secrets are found', async () => {
	localStorage.clear();
	counted({ days: [DAY], distinct: distinctOf(3) });
	const screen = await render(WithQueries, { component: SecretsNotice });
	await screen.getByRole('button', { name: 'Hide' }).click();
	await expect.element(screen.getByRole('link')).not.toBeInTheDocument();
	expect(readStored('secrets-hidden.alice')).toBe(3);
	await screen.unmount();

	counted({ days: [DAY, { ...DAY, day: '2026-11-20' }], distinct: distinctOf(6) });
	const more = await render(WithQueries, { component: SecretsNotice });
	await expect.element(more.getByText(/^6 secrets/)).toBeVisible();
});
