/** Child: people who read pages of a day at random positions through the server, and think in between. */
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../day/random.ts';
import { answer } from '../harness/child.ts';

export interface PeopleInput {
	url: string;
	keys: string[];
	user: string;
	day: string;
	entries: number;
	leadMs: number;
	seconds: number;
}

const ROWS = 200;
const THINK_MS_MAX = 2_000;

await answer(async ({ url, keys, user, day, entries, leadMs, seconds }: PeopleInput) => {
	const random = createRandom(keys.length);
	const times: number[] = [];
	await wait(leadMs);
	const end = performance.now() + seconds * 1000;

	async function readPages(key: string): Promise<void> {
		await wait(random.below(THINK_MS_MAX));
		while (performance.now() < end) {
			const from = random.below(Math.max(1, entries - ROWS));
			const input = encodeURIComponent(JSON.stringify({ user, day, from, limit: ROWS }));
			const start = performance.now();
			const response = await fetch(`${url}/trpc/audit.readDay?input=${input}`, {
				headers: { authorization: `Bearer ${key}` },
			});
			const body = await response.text();
			times.push(performance.now() - start);
			if (!response.ok || !body.includes(`"position":${from},`)) {
				throw new Error(`A page answered ${response.status}: ${body.slice(0, 200)}`);
			}
			await wait(random.below(THINK_MS_MAX));
		}
	}

	await Promise.all(keys.map(readPages));
	return times;
});
