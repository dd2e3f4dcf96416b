import { expect, test } from 'vitest';
import type { DayReader } from './day-reader.ts';
import { readLineAt, readRowAt, readRows, readRowsBackwards } from './rows.ts';

const READS_MAX = 100;
const LINES = [`{"n":0}`, `{"n":1,"text":"${'x'.repeat(5_000)}"}`, `{"n":2}`];
const BYTES = Buffer.from(LINES.map((line) => `${line}\n`).join(''));
const [FIRST, SECOND] = [0, LINES[0]!.length + 1];

/** A file that was `BYTES` when it was opened, and has been truncated since. */
function truncatedTo(length: number): DayReader {
	const there = BYTES.subarray(0, length);
	let reads = 0;
	function bytesAt(from: number, length: number): Buffer {
		if (++reads > READS_MAX) throw new Error('The same bytes were read again and again.');
		return there.subarray(from, Math.min(from + length, BYTES.length));
	}
	const reader = {
		size: BYTES.length,
		layout: () => Promise.resolve(null),
		read: (from: number, length: number) => Promise.resolve(bytesAt(from, length)),
	};
	return reader as unknown as DayReader;
}

async function countOf(rows: AsyncIterable<unknown>): Promise<number> {
	let count = 0;
	for await (const row of rows) count += row ? 1 : 0;
	return count;
}

test.each([0, 1, SECOND, SECOND + 10, SECOND + 3_000, BYTES.length])(
	'a file that was truncated to %i bytes after it was opened is read to its end',
	async (length) => {
		const rows =
			Math.min(length, 1) + (length > SECOND ? 1 : 0) + (length === BYTES.length ? 1 : 0);
		expect(await countOf(readRows(truncatedTo(length)))).toBe(rows);
		expect(await countOf(readRowsBackwards(truncatedTo(length)))).toBe(rows);

		const isWhole = length === BYTES.length;
		expect(await readLineAt(truncatedTo(length), SECOND)).toMatchObject({
			bytes: BYTES.subarray(SECOND, isWhole ? SECOND + LINES[1]!.length : Math.max(SECOND, length)),
			ended: isWhole,
		});
		expect((await readRowAt(truncatedTo(length), FIRST)) !== null).toBe(length > 0);
	},
);
