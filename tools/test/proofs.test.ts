import { expect, test } from 'vitest';
import { proofsPage } from '../lanes/proofs.ts';

const proof = (name: string, passed: number) => ({
	...{ name, about: 'much', passed, failed: 0, skipped: [], minutes: 1 },
});
const rowsOf = (page: string) =>
	page.split('\n').filter((line) => /^\| [\w-]+ +\| much/.test(line));

test('a part that runs again has one row, and the others keep theirs', () => {
	const first = proofsPage(
		'',
		[proof('storms', 1), proof('lint-page', 2)],
		'2026-11-01',
		'a machine',
	);
	const second = proofsPage(first, [proof('storms', 3)], '2026-11-02', 'a machine');
	expect(rowsOf(second)).toEqual([
		'| storms | much | 2026-11-02 | 3 | 0 | 0 | 1.0 | a machine |',
		'| lint-page | much | 2026-11-01 | 2 | 0 | 0 | 1.0 | a machine |',
	]);
});

test('a part that could not run says why', () => {
	const skipped = { ...proof('agents', 0), skipped: ['npm has none'] };
	const page = proofsPage('', [skipped], '2026-11-01', 'a machine');
	expect(page).toContain(
		'| agents | **Not run** (npm has none): much | 2026-11-01 | 0 | 0 | 1 | 1.0 | a machine |',
	);
});
