/**
 * Random days of entries, damage, merged lines and blank lines, read in random pages and filters, compared with a
 * model of plain arrays.
 */
import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { Filter, Page, Row } from '../src/index.ts';
import { DAY, line, numberOf, openTestLog, USER } from './read-fixture.ts';

/** A piece of a file, and its expected rows: a number, or damage. */
interface Piece {
	text: string;
	rows: { n: number | null; status: string }[];
}

const STATUSES = ['ok', 'error', 'denied', 'strange'];
let next = 0;

const entryText = (n: number, status: string, pad: number) =>
	line({ args: { n, pad: 'x'.repeat(pad) }, status });

const entryPiece = fc
	.record({ status: fc.constantFrom(...STATUSES), pad: fc.nat(400) })
	.map(({ status, pad }): Piece => {
		const n = next++;
		return { text: `${entryText(n, status, pad)}\n`, rows: [{ n, status }] };
	});
const blankPiece = fc
	.constantFrom('\n', '  \n', '\r\n', '\0\n')
	.map((text): Piece => ({ text, rows: [] }));
const damagedPiece = fc
	.constantFrom('garbage', '[1]', '{"ts": "2026', '\0\0\0\0')
	.map((text): Piece => ({ text: `${text}\n`, rows: [{ n: null, status: 'damaged' }] }));
const mergedPiece = fc.nat(100).map((cut): Piece => {
	const n = next++;
	const torn = entryText(-1, 'ok', 0).slice(0, cut + 1);
	const rows = [
		{ n: null, status: 'damaged' },
		{ n, status: 'ok' },
	];
	return { text: `${torn}${entryText(n, 'ok', 0)}\n`, rows };
});
const piece = fc.oneof(
	{ weight: 12, arbitrary: entryPiece },
	{ weight: 1, arbitrary: blankPiece },
	{ weight: 1, arbitrary: damagedPiece },
	{ weight: 1, arbitrary: mergedPiece },
);
/** Long enough for several checkpoints, and for several reads. */
const content = fc.array(piece, { minLength: 0, maxLength: 1_500, size: 'max' });

const known = (status: string) => (status === 'strange' ? 'other' : status);
const wanted: Filter[] = [
	{ status: ['denied'] },
	{ status: ['other', 'damaged'] },
	{ excludeStatus: ['ok'] },
];
const question = fc.record({
	from: fc.nat(2_000),
	limit: fc.integer({ min: 1, max: 1_000 }),
	order: fc.constantFrom('asc' as const, 'desc' as const),
	filter: fc.option(fc.constantFrom(...wanted), { nil: undefined }),
});

function rowsOfPage(page: Page) {
	const rows = [
		...page.entries.map((row) => ({ position: row.position, n: numberOf(row) })),
		...page.damaged.map(({ position }) => ({ position, n: null })),
	];
	return rows.sort((one, other) => one.position - other.position);
}

test('pages, filters, counts and whole rows agree with plain arrays, while the file grows', async () => {
	// One log for all runs, each with a new user: starting thousands of threads crashes Node 24, which compiles
	// WebAssembly in each to read TypeScript (nodejs/node#64500).
	const { log, write, pathOf } = await openTestLog();
	let runs = 0;
	await fc.assert(
		fc.asyncProperty(
			content,
			fc.array(fc.tuple(fc.array(piece, { maxLength: 60 }), question), {
				minLength: 1,
				maxLength: 4,
			}),
			async (first, steps) => {
				const user = `${USER}-${runs++}`;
				const model = first.flatMap(({ rows }) => rows);
				await write(first.map(({ text }) => text).join(''), DAY, user);
				for (const [more, { from, limit, order, filter }] of steps) {
					appendFileSync(pathOf(DAY, user), more.map(({ text }) => text).join(''));
					model.push(...more.flatMap(({ rows }) => rows));

					const matching = model
						.map(({ n, status }, position) => ({ position, n, status: known(status) }))
						.filter(({ status }) => !filter?.status || filter.status.includes(status as 'ok'))
						.filter(({ status }) => !filter?.excludeStatus?.includes(status as 'ok'))
						.map(({ position, n }) => ({ position, n }));
					const expected = (order === 'asc' ? matching : matching.toReversed()).slice(
						from,
						from + limit,
					);
					const page = await log.readDay(user, DAY, {
						from,
						limit,
						order,
						...(filter && { filter }),
					});
					expect(rowsOfPage(page)).toEqual(expected.sort((a, b) => a.position - b.position));
					expect([page.total, page.matched]).toEqual([model.length, filter && matching.length]);

					const counts = (await log.summary(user, DAY)).counts;
					expect([counts.total, counts.damaged]).toEqual([
						model.length,
						model.filter(({ status }) => status === 'damaged').length,
					]);
					const whole: Row[] = [];
					for await (const batch of log.rows(user, DAY))
						whole.push(...batch.map((row) => row.read()));
					expect(whole.map((row) => (row.kind === 'entry' ? numberOf(row) : null))).toEqual(
						model.map(({ n }) => n),
					);
				}
			},
		),
		{ numRuns: 10 * inject('scale') },
	);
});
