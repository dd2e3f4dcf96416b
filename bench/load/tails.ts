/** Child: several tails of one log through the server; measures the delay of each line at each of them. */
import { answer } from '../harness/child.ts';
import { marksIn } from '../subject/append-lines.ts';
import { listen } from '../subject/listen.ts';

export interface TailsInput {
	url: string;
	keys: string[];
	user: string;
	/** Number of lines that each tail should receive. */
	lines: number;
	/** When to stop waiting for them. */
	endsAfterMs: number;
}

export interface Lateness {
	/** Lines received by all tails together. */
	delivered: number;
	p50Ms: number;
	p99Ms: number;
	maxMs: number;
}

/** Delays are counted in whole milliseconds up to this value; the maximum is exact. */
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
				// One recorder writes them in order. Together with their number this shows that each was received once.
				if (mark <= last) throw new Error('A line was received twice, or out of order.');
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
