import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';

async function withAnn() {
	const home = await homeWith({ 'ann/there.md': 'old' });
	const server = await startServer({ home });
	const ann = await server.person('ann');
	const upload = (path: string, body?: string | Uint8Array<ArrayBuffer>, type?: string) =>
		ann.request(`/api/files/upload?${new URLSearchParams({ path }).toString()}`, {
			method: 'POST',
			...(body === undefined ? {} : { body }),
			headers: type ? { 'content-type': type } : {},
		});
	return { home, upload };
}

test.each(['application/octet-stream', 'text/plain', 'application/json', 'image/png'])(
	'the body is the file, whatever %s it says it is',
	async (type) => {
		const { home, upload } = await withAnn();
		const bytes = new Uint8Array([0, 255, 123, 10]);
		const response = await upload('new/a.bin', bytes, type);
		expect(await response.json()).toMatchObject({ path: 'new/a.bin', bytes: 4 });
		expect(new Uint8Array(await readFile(join(home, 'ann/new/a.bin')))).toEqual(bytes);
	},
);

test('no body makes an empty file', async () => {
	const { home, upload } = await withAnn();
	expect((await upload('empty.md')).status).toBe(200);
	expect(await readFile(join(home, 'ann/empty.md'), 'utf8')).toBe('');
});

test('what is there is not replaced', async () => {
	const { home, upload } = await withAnn();
	const response = await upload('there.md', 'new');
	expect(response.status).toBe(409);
	expect(await response.json()).toMatchObject({ error: { code: 'CONFLICT' } });
	expect(await readFile(join(home, 'ann/there.md'), 'utf8')).toBe('old');
});

test('what is too large is refused and leaves nothing behind', async () => {
	const { home, upload } = await withAnn();
	const response = await upload('large.bin', new Uint8Array(64 * 1024 * 1024 + 1)).catch(
		// The server may close before it has taken it all.
		() => null,
	);
	if (response) expect(response.status).toBe(413);
	await expect.poll(() => readdir(join(home, 'ann'))).toEqual(['there.md']);
});
