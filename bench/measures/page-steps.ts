/** Steps of a person on the page of a day, each until its result is shown. */
import type { Page } from 'playwright-core';
import { RARE_WORD } from '../day/plan.ts';

const WHEEL_STEPS = 60;
const WHEEL_PX = 400;
const KEY_PRESSES = 20;

/** Waits for the row at a position with its content. The check is too short to affect a frame. */
export async function rowAt(page: Page, position: number): Promise<void> {
	await page.waitForFunction((rowIndex) => {
		const row = document.querySelector(`[role="row"][aria-rowindex="${rowIndex}"]`);
		return row?.ariaBusy !== 'true' && /\d\d:\d\d/.test(row?.textContent ?? '');
	}, position + 2);
}

export async function turnWheel(page: Page): Promise<void> {
	await page.getByRole('grid').hover();
	for (let step = 0; step < WHEEL_STEPS; step++) {
		await page.mouse.wheel(0, WHEEL_PX);
		await page.waitForTimeout(16);
	}
}

export async function pressKeys(page: Page): Promise<void> {
	await page.getByRole('grid').focus();
	await page.keyboard.press('Home');
	await rowAt(page, 0);
	for (let press = 0; press < KEY_PRESSES; press++) {
		await page.keyboard.press(press % 2 === 0 ? 'PageDown' : 'ArrowDown');
	}
}

export async function openRow(page: Page): Promise<void> {
	await page.keyboard.press('Home');
	await rowAt(page, 0);
	await page.locator('[role="row"][aria-rowindex="5"]').click();
	await page.locator('aside').getByText('bench').first().waitFor();
	await page.keyboard.press('Escape');
}

export async function chooseDenied(page: Page, left: number): Promise<void> {
	await page
		.getByRole('group', { name: 'Status' })
		.getByRole('button', { name: /^denied/ })
		.click();
	await rowsLeft(page, left);
}

export async function typeRareWord(page: Page, left: number): Promise<void> {
	await page.getByRole('searchbox').first().pressSequentially(RARE_WORD, { delay: 30 });
	await rowsLeft(page, left);
}

export async function clearFilter(page: Page, entries: number): Promise<void> {
	await page.getByRole('button', { name: 'Clear filters' }).click();
	await rowsLeft(page, entries);
}

/** The table's row count, including its header; an estimate while there is no index. */
export async function rowsLeft(page: Page, rows: number): Promise<void> {
	await page.waitForFunction(
		(count) => document.querySelector('[role="grid"]')?.ariaRowCount === String(count),
		rows + 1,
	);
}

/** Scrolls like a drag of the scrollbar: to the offset that stands for the position. */
export async function dragTo(page: Page, position: number, entries: number): Promise<void> {
	await page.getByRole('grid').evaluate(
		(grid, part) => {
			grid.scrollTop = part * (grid.scrollHeight - grid.clientHeight);
		},
		position / Math.max(1, entries - 1),
	);
	await rowAt(page, position);
}
