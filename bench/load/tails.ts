/** Child: listeners of one log's tail through the server; tells how late each line came to each of them. */
import { answer } from '../harness/child.ts';
import { marksIn } from '../subject/append-lines.ts';
import { listen } from '../subject/listen.ts';

export interface TailsInput {
	url: string;
	keys: string[];
	user: string;
	/** Lines that each listener is to get. */
	lines: number;
	/** When to give up waiting for them. */
	endsAfterMs: number;
}

export interface Lateness {
	/** Lines that came, over all listeners. */
	delivered: number;
	p50Ms: number;
	p99Ms: number;
	maxMs: number;
}

/** Ages are counted by whole milliseconds up to this one; the maximum is kept exactly. */
const AGE_MS_MAX = 60_000;

await answer(async ({ url, keys, user, lines, endsAfterMs }: TailsInput) => {
	const counts = new Uint32Array(AGE_MS_MAX + 1);
	let delivered = 0;
	let maxMs = 0;
	const overall = AbortSignal.timeout(endsAfterMs);

	async function follow(key: string): Promise<void> {
		const done = new AbortController();
		let got = 0;
		let last = 0;
		await listen({ url, key, user, signal: AbortSignal.any([overall, done.signal]) }, (events) => {
			const now = Number(process.hrtime.bigint());
			for (const mark of marksIn(events)) {
				// One recorder makes them in order: with the number of them it says that each came once.
				if (mark <= last) throw new Error('A line came twice, or out of order.');
				last = mark;
				const ageMs = (now - mark) / 1e6;
				counts[Math.min(AGE_MS_MAX, Math.ceil(ageMs))]!++;
				maxMs = Math.max(maxMs, ageMs);
				got++;
				delivered++;
			}
			if (got >= lines) done.abort();
		});
	}

	await Promise.all(keys.map(follow));
	const ageAt = (part: number) => {
		let left = delivered * part;
		return counts.findIndex((count) => (left -= count) <= 0);
	};
	return { delivered, p50Ms: ageAt(0.5), p99Ms: ageAt(0.99), maxMs } satisfies Lateness;
});
