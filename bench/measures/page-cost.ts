import { Agent } from 'node:http';
import { join } from 'node:path';
import { createRandom } from '../day/random.ts';
import { DAY, TIME_ZONE, USER } from '../day/plan.ts';
import { withFolder, type Measure } from '../harness/bench.ts';
import { atMost } from '../harness/result.ts';
import { makePeople, startProcess, startServer, type RunningServer } from '../harness/server.ts';
import { sampleOf, type Sample } from '../harness/stats.ts';
import { PAGE_ROWS, readPageFrom } from '../load/read-page.ts';

/** Until the server’s code is compiled and its memory has its size. */
const WARM_UP_PAGES = 2_500;
const PAGES_A_RUN = 500;
/** At the same time, as the pages of people are. */
const READERS = 4;

const PLAIN_SERVER = join(import.meta.dirname, '../baseline/plain-server.ts');

export const pageCost: Measure = {
	name: 'page-cost',
	title: 'a page from the server: its processor time',
	run: ({ day, runs }) =>
		withFolder(async (data) => {
			const [person] = await makePeople(data, USER, 1);
			const ours = startServer({ home: day.home, data }, TIME_ZONE);
			const subject = await costOf(await ours, { key: person!.key, entries: day.entries, runs });
			const plain = startProcess([PLAIN_SERVER, day.file]);
			const baseline = await costOf(await plain, { key: '', entries: day.entries, runs });
			return [
				{
					work: 'a page from the server: its processor time',
					subject,
					baseline: { name: 'plain Node', sample: baseline },
					goal: atMost(1.6, 'ms'),
					note: `${PAGE_ROWS} rows at random positions over HTTP, compressed with gzip, to ${READERS} readers with an API key; user and system time of all threads of the server, of ${PAGES_A_RUN} pages a run. Plain Node parses the same lines and sends them as JSON, without accounts and checks.`,
				},
			];
		}),
};

/** Reads pages, and stops the server. */
async function costOf(
	server: RunningServer,
	{ key, entries, runs }: { key: string; entries: number; runs: number },
): Promise<Sample> {
	const random = createRandom(2);
	const agent = new Agent({ keepAlive: true });
	const { url } = server;

	async function readPages(count: number): Promise<void> {
		let left = count;
		const readOn = async () => {
			while (left-- > 0) {
				const from = random.below(Math.max(1, entries - PAGE_ROWS));
				await readPageFrom(agent, { url, key, user: USER, day: DAY, from });
			}
		};
		await Promise.all(Array.from({ length: READERS }, readOn));
	}

	try {
		await readPages(WARM_UP_PAGES);
		const costs: number[] = [];
		for (let run = 0; run < runs; run++) {
			const before = server.cpuSeconds() ?? NaN;
			await readPages(PAGES_A_RUN);
			costs.push((((server.cpuSeconds() ?? NaN) - before) * 1000) / PAGES_A_RUN);
		}
		return sampleOf(costs, 'ms');
	} finally {
		agent.destroy();
		await server.stop();
	}
}
