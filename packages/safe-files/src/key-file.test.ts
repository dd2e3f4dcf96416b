import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOrMakeKey, type KeyKind } from './key-file.ts';
import { tempFolder } from './temp-folder.fixture.ts';

const SEVEN: KeyKind = {
	title: 'The key of seven bytes',
	make: () => Buffer.from('secret!'),
	isKey: ({ length }) => length === 7,
};

test('makes one key in a folder, for its owner only, and leaves nothing beside it', async () => {
	const folder = join(await tempFolder(), 'data');
	const key = readOrMakeKey(folder, 'a.key', SEVEN);
	expect(key.toString()).toBe('secret!');
	const other = { ...SEVEN, make: () => Buffer.from('another') };
	expect(readOrMakeKey(folder, 'a.key', other)).toEqual(key);
	expect((await stat(join(folder, 'a.key'))).mode & 0o777).toBe(0o600);
	expect(await readdir(folder)).toEqual(['a.key']);
});

test.each([
	['an empty file', ''],
	['half a key', 'sec'],
	['what somebody added to it', 'secret!\n'],
])('%s is no key, and is never replaced', async (_, content) => {
	const folder = await tempFolder();
	const path = join(folder, 'a.key');
	await writeFile(path, content);
	expect(() => readOrMakeKey(folder, 'a.key', SEVEN)).toThrow(
		expect.objectContaining({
			code: 'damaged',
			message: `The key of seven bytes in ${path} is damaged (${content.length} bytes).`,
		}),
	);
	expect((await stat(path)).size).toBe(content.length);
});
