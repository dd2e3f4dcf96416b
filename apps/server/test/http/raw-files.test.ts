import { readdir, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { homeWith } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';

/** The files that this process has open. */
async function openPaths(): Promise<string[]> {
	const numbers = await readdir('/proc/self/fd');
	return Promise.all(numbers.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
}

describe('raw files', () => {
	test('images are shown and run no scripts', async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
		const server = await startServer({ home: await homeWith({ 'ann/a.svg': svg }) });
		const ann = await server.person('ann');
		const { headers, text } = await ann.get('/api/files/raw?path=a.svg');
		expect(text).toBe(svg);
		expect(headers.get('content-type')).toBe('image/svg+xml');
		expect(headers.get('content-disposition')).toBeNull();
		expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox$/);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
	});

	test('a compressed answer arrives complete', async () => {
		const svg = `<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(5_000)}</svg>`;
		const server = await startServer({ home: await homeWith({ 'ann/a.svg': svg }) });
		const ann = await server.person('ann');
		const { headers, text } = await ann.get('/api/files/raw?path=a.svg');
		expect(headers.get('content-encoding')).toBe('gzip');
		expect(text).toBe(svg);
	});

	test('an image is downloaded on request', async () => {
		const server = await startServer({ home: await homeWith({ 'ann/a.png': 'x' }) });
		const ann = await server.person('ann');
		const { headers } = await ann.get('/api/files/raw?path=a.png&download=1');
		expect(headers.get('content-disposition')).toContain('attachment');
	});

	test('other files are downloaded under their own names', async () => {
		const server = await startServer({ home: await homeWith({ "ann/Grüße 'a'.html": '<b>' }) });
		const ann = await server.person('ann');
		const { headers } = await ann.get(
			`/api/files/raw?path=${encodeURIComponent("Grüße 'a'.html")}`,
		);
		expect(headers.get('content-type')).toBe('application/octet-stream');
		expect(headers.get('content-disposition')).toBe(
			"attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%27a%27.html",
		);
	});

	test('an empty file is an empty answer', async () => {
		const server = await startServer({ home: await homeWith({ 'ann/a.txt': '' }) });
		const ann = await server.person('ann');
		const answer = await ann.get('/api/files/raw?path=a.txt');
		expect([answer.status, answer.text]).toEqual([200, '']);
	});

	test.runIf(process.platform === 'linux')('an empty file is closed with its answer', async () => {
		const home = await homeWith({ 'ann/a.txt': '' });
		const ann = await (await startServer({ home })).person('ann');
		await ann.get('/api/files/raw?path=a.txt');
		// Checked at once: an open file is closed by the garbage collector, which ends Node 26.
		expect(await openPaths()).not.toContain(join(await realpath(home), 'ann/a.txt'));
	});

	test('does not serve the log', async () => {
		const path = 'tool_audit/2026-11-22.jsonl';
		const server = await startServer({ home: await homeWith({ [`ann/${path}`]: '{}' }) });
		const ann = await server.person('ann');
		expect((await ann.get(`/api/files/raw?path=${path}`)).code).toBe('NOT_FOUND');
	});
});
