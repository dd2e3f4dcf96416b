import type { Recent } from '@tool-audit/core';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';

const NOTHING: Recent = { entries: [], complete: true, unreadable: [] };

/** A batch of a list of days and a search that ends when it is released. */
async function askForBoth(headers: Record<string, string>) {
	const found = Promise.withResolvers<Recent>();
	const server = await startServer({ reads: { recent: () => found.promise } });
	const ann = await server.person('ann');
	const over = new AbortController();
	onTestFinished(() => over.abort());
	const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: {} }));
	const response = await ann.request(`/trpc/audit.listDays,audit.recent?batch=1&input=${input}`, {
		headers: { 'trpc-accept': 'application/jsonl', ...headers },
		signal: over.signal,
	});
	const chunks = response.body!.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	return {
		response,
		until: async (wanted: string) => {
			while (!text.includes(wanted)) {
				const { value, done } = await chunks.read();
				if (done) throw new Error(`It ended: ${text}`);
				text += value;
			}
			return text;
		},
		answer: () => found.resolve(NOTHING),
	};
}

test.each([
	['uncompressed', { 'accept-encoding': 'identity' }],
	['compressed', { 'accept-encoding': 'gzip' }],
])('sends the quick answer of a batch before the slow one, %s', async (_, headers) => {
	const { response, until, answer } = await askForBoth(headers);
	expect(response.headers.get('content-encoding') ?? 'identity').toBe(headers['accept-encoding']);
	expect(await until('"timeZone"')).not.toContain('"entries"');
	answer();
	expect(await until('"entries"')).toContain('"complete"');
});
