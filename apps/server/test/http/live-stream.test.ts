/**
 * The server writes the stream of `audit.tail` itself, with some of tRPC's own definitions. These tests compare
 * its bytes with those of tRPC, to notice changes in a new version of tRPC.
 */
import { type AuditLog, openAuditLog } from '@tool-audit/core';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { expect, onTestFinished, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { appRouter } from '../../src/router.ts';
import { homeWith } from '../fixtures/folders.ts';
import { startServer, type TestServer } from '../fixtures/server.ts';
import { framesOf } from '../fixtures/sse.ts';

const DAY = '2026-11-22';
const line = (tool: string) => `{"ts":"${DAY}T07:00:00","user":"ann","tool":"${tool}"}\n`;

async function framesFrom(response: Response, count: number): Promise<string[]> {
	const frames: string[] = [];
	for await (const frame of framesOf(response.body!)) {
		frames.push(frame);
		if (frames.length === count) break;
	}
	return frames;
}

/** The answer of tRPC itself to the same request, over the same files. */
function openTrpc({ home, accounts }: TestServer, account: { id: string }) {
	const log: AuditLog = openAuditLog({ home, timeZone: 'UTC', log: () => undefined });
	onTestFinished(() => log.close());
	const context = {
		...{ log, accounts, requestId: 'r', address: '', setCookies: () => undefined },
		...{ stopping: new AbortController().signal, users: { exists: async () => false } },
		streams: { open: () => ({ [Symbol.dispose]: () => undefined }) },
		principal: { kind: 'person', account, sessionId: '', cookie: '' },
	} as unknown as Context;
	return (path: string, signal: AbortSignal) =>
		fetchRequestHandler({
			endpoint: '/trpc',
			router: appRouter,
			req: new Request(`http://127.0.0.1${path}`, { signal }),
			createContext: () => context,
		});
}

async function bothAnswer(input: object, count: number) {
	const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: line('old') });
	const server = await startServer({ home });
	const ann = await server.person('ann');
	const trpc = openTrpc(server, ann.account);
	const over = new AbortController();
	onTestFinished(() => over.abort());
	const path = `/trpc/audit.tail?input=${encodeURIComponent(JSON.stringify(input))}`;
	const [ours, theirs] = [
		await ann.request(path, { signal: over.signal }),
		await trpc(path, over.signal),
	];
	const [ourFrames, theirFrames] = await Promise.all([
		framesFrom(ours, count),
		framesFrom(theirs, count),
	]);
	return { ours, theirs, ourFrames, theirFrames };
}

test('events and what comes before them are the same bytes', async () => {
	const { ours, theirs, ourFrames, theirFrames } = await bothAnswer({ after: 'nowhere' }, 3);
	expect(ourFrames).toEqual(theirFrames);
	expect(ourFrames.join('\n')).toContain('"tool":"old"');
	expect(ours.status).toBe(theirs.status);
	expect(ours.headers.get('content-type')).toBe(theirs.headers.get('content-type'));
});

test.each([
	['an invalid cursor', { after: 'nonsense' }],
	['an invalid filter', { filter: { status: [] } }],
	['a log of another user', { user: 'bob' }],
])('rejects %s with the same bytes', async (_, input) => {
	const { ourFrames, theirFrames } = await bothAnswer(input, 2);
	const named = (frames: string[]) =>
		frames.map((frame) => frame.replace(/"requestId":"[^"]*"/, '"requestId":"…"'));
	expect(named(ourFrames)).toEqual(named(theirFrames));
	expect(ourFrames.join('\n')).toContain('serialized-error');
});
