/** Child: people who read pages of a day at random positions through the server, with pauses in between. */
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../day/random.ts';
import { answer } from '../harness/child.ts';
import { PAGE_ROWS, readPageFrom } from './read-page.ts';

export interface PeopleInput {
	url: string;
	keys: string[];
	user: string;
	day: string;
	entries: number;
	leadMs: number;
	seconds: number;
}

const THINK_MS_MAX = 2_000;

await answer(async ({ url, keys, user, day, entries, leadMs, seconds }: PeopleInput) => {
	const random = createRandom(keys.length);
	const times: number[] = [];
	/** No person waits for the connection of another. */
	const agent = new Agent({ keepAlive: true });

	function readPage(key: string): Promise<number> {
		const from = random.below(Math.max(1, entries - PAGE_ROWS));
		return readPageFrom(agent, { url, key, user, day, from });
	}

	/** Warms up: each person has signed in, and the day's index is built. */
	async function warmUp(): Promise<void> {
		const end = performance.now() + leadMs;
		for (const key of keys) await readPage(key);
		await wait(Math.max(0, end - performance.now()));
	}

	async function readPages(key: string, end: number): Promise<void> {
		await wait(random.below(THINK_MS_MAX));
		while (performance.now() < end) {
			times.push(await readPage(key));
			await wait(random.below(THINK_MS_MAX));
		}
	}

	await warmUp();
	const end = performance.now() + seconds * 1000;
	await Promise.all(keys.map((key) => readPages(key, end)));
	agent.destroy();
	return times;
});
