import { expect, type Page } from '@playwright/test';
import type { RunningServer } from './server.ts';

export const PASSWORD = 'a long enough secret';

/** Makes the first admin by the set-up link, with the sample data unless told otherwise. */
export async function setUp(page: Page, server: RunningServer, sampleData = true): Promise<void> {
	await page.goto(server.setupUrl!);
	await page.getByLabel('Username').fill('robin');
	await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
	const choice = page.getByLabel('Start with sample data');
	if ((await choice.count()) > 0) await choice.setChecked(sampleData);
	await page.getByRole('button', { name: 'Create the account' }).click();
	await expect(page).toHaveURL(`${server.url}/`);
}

export async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
	await page.getByLabel('Username').fill(username);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}
