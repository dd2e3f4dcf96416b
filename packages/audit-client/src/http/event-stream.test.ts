import { expect, test } from 'vitest';
import { allOf } from '../../test/all-of.ts';
import type { Connection } from './connection.ts';
import { followStream } from './event-stream.ts';

const CONNECTED = 'event: connected\ndata: {}\n\n';
const RETURN = 'event: return\ndata:\n\n';

/** Follows a stream whose connections give these events, one text after the other. Returns what was asked, too. */
function follow(texts: string[], options = {}) {
	const asked: unknown[] = [];
	const connection = {
		address: { name: 'http://a.example', trpc: 'http://a.example/trpc' },
		logger: { warn: () => undefined },
		fetch: async (url: string) => {
			asked.push(JSON.parse(new URL(url).searchParams.get('input')!));
			return new Response(texts.shift(), { headers: { 'content-type': 'text/event-stream' } });
		},
	} as unknown as Connection;
	const request = { path: 'audit.tail', input: {}, options, signal: new AbortController().signal };
	return { asked, events: followStream(connection, request) };
}

test('a server that closes each connection at once is not asked for ever', async () => {
	const { asked, events } = follow([CONNECTED, CONNECTED, CONNECTED, RETURN], { retries: 1 });
	await expect(allOf(events)).rejects.toMatchObject({ code: 'network' });
	expect(asked).toHaveLength(2);
});

test('continues from the last event that had an id', async () => {
	const data = 'id: 7\ndata: {}\n\ndata: {}\n\n';
	const { asked, events } = follow([CONNECTED + data, CONNECTED + RETURN]);
	await allOf(events);
	expect(asked).toEqual([{}, { lastEventId: '7' }]);
});
