import { makeDay } from '../day/make-day.ts';
import { RARE_WORD } from '../day/plan.ts';
import { inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { atMost } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { PAGE_ROWS, readPageOf, readSummaries } from '../subject/read.ts';

const ENTRIES = 10_000;
const LIMIT_MS = 40;

export const smallDay: Measure = {
	name: 'small-day',
	title: 'A day of 10,000 entries, nothing cached',
	async run({ runs }) {
		const { home } = makeDay(ENTRIES);
		const times = { word: [] as number[], denied: [] as number[], summary: [] as number[] };
		const filtered = (filter: object) =>
			withFolder(async (data) => (await readPageOf(home, data, { limit: PAGE_ROWS, filter })).ms);
		await inTurn(
			runs,
			async () => times.word.push(await filtered({ text: RARE_WORD })),
			async () => times.denied.push(await filtered({ status: ['denied'] })),
			async () => {
				const [timed] = await withFolder((data) => readSummaries(home, data, 1));
				times.summary.push(timed!.ms);
			},
		);
		const works = [
			['a rare word', times.word],
			['only `denied`', times.denied],
			['the summary', times.summary],
		] as const;
		return works.map(([work, samples]) => ({
			work: `${work}, 10,000 entries, nothing cached`,
			subject: sampleOf(samples, 'ms'),
			baseline: null,
			goal: atMost(LIMIT_MS, 'ms'),
			note: 'In a fresh process.',
		}));
	},
};
