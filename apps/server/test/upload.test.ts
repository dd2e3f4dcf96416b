import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';

const temporaryIn = async (folder: string) =>
	(await readdir(folder)).filter((name) => name.endsWith('.tmp'));

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
	return { home, ann, upload };
}

test.each(['application/octet-stream', 'text/plain', 'application/json', 'image/png'])(
	'the body is the file, also with the content type %s',
	async (type) => {
		const { home, upload } = await withAnn();
		const bytes = new Uint8Array([0, 255, 123, 10]);
		const response = await upload('new/a.bin', bytes, type);
		expect(await response.json()).toMatchObject({ path: 'new/a.bin', bytes: 4 });
		expect(new Uint8Array(await readFile(join(home, 'ann/new/a.bin')))).toEqual(bytes);
	},
);

test('an empty body creates an empty file', async () => {
	const { home, upload } = await withAnn();
	expect((await upload('empty.md')).status).toBe(200);
	expect(await readFile(join(home, 'ann/empty.md'), 'utf8')).toBe('');
});

test('does not replace a file', async () => {
	const { home, upload } = await withAnn();
	const response = await upload('there.md', 'new');
	expect(response.status).toBe(409);
	expect(await response.json()).toMatchObject({ error: { code: 'CONFLICT' } });
	expect(await readFile(join(home, 'ann/there.md'), 'utf8')).toBe('old');
});

test('rejects a file that is too large, and leaves no file', async () => {
	const { home, upload } = await withAnn();
	const response = await upload('large.bin', new Uint8Array(64 * 1024 * 1024 + 1));
	expect(response.status).toBe(413);
	await expect.poll(() => readdir(join(home, 'ann'))).toEqual(['there.md']);
});

test.each(['', 'content-encoding: gzip\r\n'])(
	'an interrupted upload leaves no file, with %j',
	async (header) => {
		const { home, ann } = await withAnn();
		const { port, host } = new URL((await ann.request('/trpc/health')).url);
		const socket = connect(Number(port), '127.0.0.1');
		const part = gzipSync(randomBytes(1024 * 1024));
		socket.write(
			`POST /api/files/upload?path=new.bin HTTP/1.1\r\nhost: ${host}\r\ncookie: ${ann.cookie}\r\n${header}content-length: ${part.length + 1}\r\n\r\n`,
		);
		socket.write(part);
		await expect.poll(() => temporaryIn(join(home, 'ann'))).toHaveLength(1);
		socket.destroy();
		await expect.poll(() => readdir(join(home, 'ann'))).toEqual(['there.md']);
	},
);
