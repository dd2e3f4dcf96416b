import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../day/random.ts';

/** Marks the moment of writing inside a line; every process of a machine reads the same clock. */
const MARK = '"written_at":"';
const MARKED = /"written_at":\s?"(\d+)"/g;
const PAUSE_MS_MAX = 80;

/** Appends lines one at a time, with random pauses, each carrying the moment just before its write. */
export async function appendLines(file: string, user: string, count: number): Promise<void> {
	const random = createRandom(count);
	mkdirSync(dirname(file), { recursive: true });
	for (let line = 0; line < count; line++) {
		await wait(random.below(PAUSE_MS_MAX));
		const ts = new Date().toISOString();
		appendFileSync(
			file,
			`{"ts":"${ts}","user":"${user}","tool":"bench.tick","args":{"line":${line},${markNow()}},"status":"ok","result_chars":0,"result_snippet":""}\n`,
		);
	}
}

export function markNow(): string {
	return `${MARK}${process.hrtime.bigint()}"`;
}

/** How long ago, in milliseconds, each marked line in the text was written. */
export function agesIn(text: string): number[] {
	const now = process.hrtime.bigint();
	return Array.from(text.matchAll(MARKED), ([, at]) => Number(now - BigInt(at!)) / 1e6);
}
