import { describe, expect, test } from 'vitest';
import { EDIT_BYTES_MAX } from '../../src/files/read-file.ts';
import { sha256, WHOLE, withFiles } from '../fixtures/files.ts';

describe('reading', () => {
	test('returns text with the hash of its content', async () => {
		const { files } = await withFiles({ 'ann/notes/a.md': '# Hi\n' });
		expect(await files.read('ann', 'notes/a.md', WHOLE)).toEqual({
			path: 'notes/a.md',
			name: 'a.md',
			bytes: 5,
			modified: expect.any(String),
			kind: 'markdown',
			hash: sha256('# Hi\n'),
			text: '# Hi\n',
			range: { from: 0, to: 5 },
			editable: true,
			lineEnding: 'lf',
			writable: true,
		});
	});

	test.each([
		['NUL bytes', Buffer.from('a\0b')],
		['bytes that are not UTF-8', Buffer.from([0x61, 0xff, 0xfe])],
		['a torn character at its end', Buffer.from('é').subarray(0, 1)],
	])('reads text with %s as binary', async (_what, content) => {
		const { files } = await withFiles({ 'ann/a.txt': content });
		expect(await files.read('ann', 'a.txt', WHOLE)).toMatchObject({
			kind: 'binary',
			text: null,
			editable: false,
		});
	});

	test('keeps a byte order mark in the text', async () => {
		const { files } = await withFiles({ 'ann/a.md': '\uFEFFx' });
		expect((await files.read('ann', 'a.md', WHOLE)).text).toBe('\uFEFFx');
	});

	test('returns no text for an image, including SVG', async () => {
		const { files } = await withFiles({ 'ann/a.svg': '<svg/>' });
		expect(await files.read('ann', 'a.svg', WHOLE)).toMatchObject({ kind: 'image', text: null });
	});

	test('returns empty text for an empty file', async () => {
		const { files } = await withFiles({ 'ann/a.md': '' });
		expect(await files.read('ann', 'a.md', WHOLE)).toMatchObject({ text: '', editable: true });
	});

	test('returns a large file in parts that add up, without splitting a character', async () => {
		const content = 'aé漢😀\n'.repeat(250_000);
		const { files } = await withFiles({ 'ann/large.txt': content });
		let text = '';
		let from = 0;
		const size = Buffer.byteLength(content);
		expect(size).toBeGreaterThan(EDIT_BYTES_MAX);
		while (from < size) {
			const part = await files.read('ann', 'large.txt', { from, bytes: 700_001 });
			expect(part).toMatchObject({ kind: 'text', editable: false, bytes: size });
			expect(part.range.from).toBe(from);
			text += part.text;
			from = part.range.to;
		}
		expect(text).toBe(content);
	});

	test('a part from inside a character begins with the next one', async () => {
		const { files } = await withFiles({ 'ann/a.txt': '😀b' });
		const part = await files.read('ann', 'a.txt', { from: 1, bytes: 100 });
		expect(part).toMatchObject({ text: 'b', range: { from: 4, to: 5 } });
	});

	test('a part after the end is empty', async () => {
		const { files } = await withFiles({ 'ann/a.txt': 'abc' });
		const part = await files.read('ann', 'a.txt', { from: 10, bytes: 5 });
		expect(part).toMatchObject({ text: '', bytes: 3 });
	});
});
