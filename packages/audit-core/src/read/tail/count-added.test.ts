import { expect, test } from 'vitest';
import type { DayReader } from '../io/day-reader.ts';
import { countAdded } from './count-added.ts';

const NOW = '{"ts":"2026-11-22T07:00:00","tool":"a","args":{}}\n';
const LATE =
	'{"ts":"2026-11-22T07:00:00","tool":"a","args":{},"recorded_at":"2026-11-23T09:00:00"}\n';
const BLOCK_BYTES = 256 * 1024;
const MIB = 1024 * 1024;

/** A file in memory, with the number of bytes that were read from it. */
function fileOf(text: string) {
	const bytes = Buffer.from(text);
	const read = { bytes: 0 };
	const file = {
		size: bytes.length,
		layout: () => Promise.resolve(null),
		async read(offset: number, length: number) {
			const part = bytes.subarray(offset, offset + length);
			read.bytes += part.length;
			return part;
		},
	} as DayReader;
	return { file, read };
}

const count = (text: string, from = 0, to?: number) =>
	countAdded(fileOf(text).file, from, to ?? Buffer.byteLength(text));

test('counts lines, and those that were recorded later', async () => {
	expect(await count(NOW + LATE + NOW + LATE + LATE)).toEqual({ added: 5, late: 3 });
	expect(await count('')).toEqual({ added: 0, late: 0 });
});

test.each([
	['in the args', '{"ts":"","args":{"recorded_at":"x"}}'],
	['as a value', '{"ts":"","tool":"recorded_at"}'],
	['with null, by which some writers say none', '{"ts":"","recorded_at":null}'],
	['in a text', JSON.stringify({ ts: '', tool: '{"recorded_at":"x"}' })],
	['in a damaged line', '{"ts":"","recorded_at":"x"'],
])('the name alone makes no line late: %s', async (_, line) => {
	expect(await count(`${line}\n${NOW}`)).toEqual({ added: 2, late: 0 });
});

test.each([
	['with white space', '{ "recorded_at" : "x" }'],
	['with the name in its args too', '{"args":{"recorded_at":1},"recorded_at":"x"}'],
	['after a byte order mark', '\ufeff{"tool":"a","recorded_at":"x"}'],
	['with a carriage return', `${LATE.trimEnd()}\r`],
	['behind a torn line', `{"ts":"2026-${LATE.trimEnd()}`],
])('is exact for other writers: a late line %s', async (_, line) => {
	expect(await count(`${line}\n${NOW}`)).toEqual({ added: 2, late: 1 });
});

test('a line that is read in two parts counts once, as a whole, with its newline', async () => {
	const text = NOW + LATE + NOW;
	for (let at = 1; at < text.length; at++) {
		const [before, after] = [await count(text, 0, at), await count(text, at)];
		expect([before.added + after.added, before.late + after.late], String(at)).toEqual([3, 1]);
	}
});

test('finds late lines at every place of two blocks', async () => {
	for (let at = 0; at < LATE.length; at++) {
		const before = `"${'x'.repeat(BLOCK_BYTES - 3 - at)}"\n`;
		expect(await count(before + LATE + NOW), String(at)).toEqual({ added: 3, late: 1 });
	}
});

test('a line that is too long is never late, and is not read as a whole', async () => {
	const long = `{"recorded_at":"x","args":"${'x'.repeat(9 * MIB)}"}\n`;
	expect(await count(long + LATE)).toEqual({ added: 2, late: 1 });
	const { file, read } = fileOf(long + LATE);
	expect(await countAdded(file, 8 * MIB, file.size)).toEqual({ added: 2, late: 1 });
	expect(read.bytes).toBeLessThan(7 * MIB);
});
