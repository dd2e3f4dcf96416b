import { expect, test } from 'vitest';
import { createTimeBudget } from './time-budget.ts';

function openBudget(budgetMs: number) {
	const clock = { ms: 0 };
	const budget = createTimeBudget(budgetMs, () => clock.ms);
	return { clock, budget };
}

test('is over when its time is, but not before the first step', () => {
	const { clock, budget } = openBudget(100);
	clock.ms = 500;
	expect([budget.isOver(), budget.complete]).toEqual([false, true]);
	budget.noteProgress();
	expect([budget.isOver(), budget.complete]).toEqual([true, false]);
});

test('what was known takes no time of it, until the first step', () => {
	const { clock, budget } = openBudget(100);
	clock.ms = 500;
	budget.passKnown();
	budget.noteProgress();
	clock.ms = 600;
	expect(budget.isOver()).toBe(false);
	budget.passKnown();
	clock.ms = 601;
	expect(budget.isOver()).toBe(true);
});
