import { expect, test } from 'vitest';
import { rowsOf, toRow } from './row.ts';
import { DETAIL_BOUNDS, PAGE_BOUNDS } from './truncate.ts';

const text = JSON.stringify({
	ts: '2026-11-22T10:00:00Z',
	user: 'alice',
	tool: 'files.read',
	args: { long: 'x'.repeat(3_000), list: Array.from({ length: 5_000 }, (_, n) => n) },
	status: 'ok',
	result_chars: 0,
	result_snippet: '',
}).replace('"result_chars":0', '"result_chars":12345678901234567890');
const bytes = Buffer.from(text);
const line = { offset: 0, bytes, length: bytes.length, ended: true, next: bytes.length + 1 };

test('truncating a row for a page leaves the row unchanged', () => {
	const [raw] = rowsOf(line);
	const untouched = toRow(rowsOf(line)[0]!, 0, DETAIL_BOUNDS);
	toRow(raw!, 0, PAGE_BOUNDS);
	expect(toRow(raw!, 0, DETAIL_BOUNDS)).toEqual(untouched);
});
