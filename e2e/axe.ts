import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds on the page as it is shown, in words; with `rules`, only by these. */
export async function violations(page: Page, rules: string[] = []): Promise<string[]> {
	await page.evaluate(colorsSettled);
	// Only violations are described, and in the page itself, which has no frames: that takes a sixth of the time.
	const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
	const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** Colours change over a fraction of a second, in which a contrast is that of neither theme. */
async function colorsSettled(): Promise<void> {
	const changes = document.getAnimations().filter((change) => change instanceof CSSTransition);
	await Promise.allSettled(changes.map(({ finished }) => finished));
}
