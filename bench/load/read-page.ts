import { once } from 'node:events';
import { get, type Agent, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

export const PAGE_ROWS = 200;

export interface WantedPage {
	url: string;
	key: string;
	user: string;
	day: string;
	from: number;
}

/** Milliseconds until the last byte, compressed as for a browser. Checking the answer is not timed. */
export async function readPageFrom(
	agent: Agent,
	{ url, key, user, day, from }: WantedPage,
): Promise<number> {
	const input = encodeURIComponent(JSON.stringify({ user, day, from, limit: PAGE_ROWS }));
	const headers = { authorization: `Bearer ${key}`, 'accept-encoding': 'gzip' };
	const start = performance.now();
	const request = get(`${url}/trpc/audit.readDay?input=${input}`, { headers, agent });
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	const pieces: Buffer[] = [];
	for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece);
	const ms = performance.now() - start;
	const {
		statusCode,
		headers: { 'content-encoding': encoding },
	} = response;
	const bytes = Buffer.concat(pieces);
	const body = encoding === 'gzip' ? gunzipSync(bytes) : bytes;
	if (statusCode !== 200 || !body.includes(`"position":${from},`)) {
		throw new Error(`A page answered ${statusCode}: ${body.toString().slice(0, 200)}`);
	}
	return ms;
}
