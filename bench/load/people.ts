/** Child: people who read pages of a day at random positions through the server, with pauses in between. */
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
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
	/** No person waits for the connection of another. */
	const agent = new Agent({ keepAlive: true });

	/** Timed until the last byte, compressed as for a browser. Checking the answer is not timed. */
	async function readPage(key: string): Promise<number> {
		const from = random.below(Math.max(1, entries - ROWS));
		const input = encodeURIComponent(JSON.stringify({ user, day, from, limit: ROWS }));
		const headers = { authorization: `Bearer ${key}`, 'accept-encoding': 'gzip' };
		const start = performance.now();
		const request = get(`${url}/trpc/audit.readDay?input=${input}`, { headers, agent });
		const [response] = (await once(request, 'response')) as [IncomingMessage];
		const pieces: Buffer[] = [];
		for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece);
		const ms = performance.now() - start;
		const {
			statusCode,
			headers: { 'content-encoding': encoding },
		} = response;
		const bytes = Buffer.concat(pieces);
		const body = encoding === 'gzip' ? gunzipSync(bytes) : bytes;
		if (statusCode !== 200 || !body.includes(`"position":${from},`)) {
			throw new Error(`A page answered ${statusCode}: ${body.toString().slice(0, 200)}`);
		}
		return ms;
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
