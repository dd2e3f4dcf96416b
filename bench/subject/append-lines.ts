import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../day/random.ts';

/** The field in a line with the time of writing; all processes of a machine read the same clock. */
const MARK = '"written_at":"';
const MARKED = /"written_at":\s?"(\d+)"/g;
const PAUSE_MS_MAX = 80;

/** Appends lines one at a time, with random pauses; each contains the time just before its write. */
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

/** The same times, in nanoseconds and in order, from unparsed bytes. */
export function* marksIn(bytes: Buffer): Generator<number> {
	for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, at)) {
		at += MARK.length;
		let mark = 0;
		for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, ++at)) {
			mark = mark * 10 + digit;
		}
		yield mark;
	}
}

/** Negative when there is none. */
function digitAt(bytes: Buffer, at: number): number {
	const digit = bytes[at]! - 0x30;
	return digit <= 9 ? digit : -1;
}
