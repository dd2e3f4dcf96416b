import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { homeWith } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';

/** More than the buffers of the sockets and streams hold. */
const LARGE = randomBytes(1024 * 1024);
/** More than a procedure accepts. */
const TOO_LARGE = randomBytes(7 * 1024 * 1024);
/** How much of a refused body the server reads. */
const READ_BYTES_MAX = 64 * 1024 * 1024;
/** A blocked connection stays blocked for more than a minute. */
const HELD_UP_MS = 10_000;
const NEXT = 'GET /trpc/health HTTP/1.1\r\nHost: x\r\n\r\n';

const ENCODINGS: Record<string, (body: Buffer) => { headers: string; bytes: Buffer }> = {
	'a length': (bytes) => ({ headers: `Content-Length: ${bytes.length}`, bytes }),
	chunks: (body) => ({
		headers: 'Transfer-Encoding: chunked',
		bytes: Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, LAST_CHUNK]),
	}),
	gzip: (body) => gzipped(gzipSync(body)),
	'invalid gzip': (body) => gzipped(body),
};
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

function gzipped(bytes: Buffer) {
	return { headers: `Content-Encoding: gzip\r\nContent-Length: ${bytes.length}`, bytes };
}

async function withAnn() {
	const server = await startServer({ home: await homeWith({ 'ann/there.md': 'old' }) });
	const ann = await server.person('ann');
	return { ann, port: Number(new URL(server.url).port) };
}

/** A connection that records the answers, and how it ends. */
function open(port: number, options: { allowHalfOpen?: boolean } = {}) {
	const socket = connect({ port, host: '127.0.0.1', ...options });
	onTestFinished(() => void socket.destroy());
	let text = '';
	let error: Error | null = null;
	const { promise: ended, resolve } = Promise.withResolvers<void>();
	socket.on('data', (chunk) => {
		text += chunk.toString('latin1');
		if (text.includes('"status":"ok"')) resolve();
	});
	socket.on('error', (cause) => (error = cause));
	socket.on('close', () => resolve());
	return {
		socket,
		/** Resolves when the next request has its answer, or the connection is closed. */
		end: async () => {
			await ended;
			socket.destroy();
			const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
			return { statuses, error, text };
		},
	};
}

interface Refused {
	start: string;
	status: number;
	headers?: string;
	body?: Buffer;
	signedIn?: boolean;
}
const upload = 'POST /api/files/upload';
const REFUSED: Record<string, Refused> = {
	'an upload without sign-in': { start: `${upload}?path=a.md`, status: 401 },
	'an upload to an illegal path': { start: `${upload}?path=.a`, status: 400, signedIn: true },
	'an upload without a path': { start: upload, status: 400, signedIn: true },
	'an upload from another site': {
		start: `${upload}?path=a.md`,
		status: 403,
		headers: 'sec-fetch-site: cross-site\r\n',
	},
	'a call without sign-in': {
		start: 'POST /trpc/files.save',
		status: 413,
		headers: 'Content-Type: application/json\r\n',
		body: TOO_LARGE,
	},
	'a call with another content type': {
		start: 'POST /trpc/files.save',
		status: 415,
		headers: 'Content-Type: application/octet-stream\r\n',
	},
	'a call of an unknown procedure': {
		start: 'POST /trpc/nothing',
		status: 404,
		headers: 'Content-Type: multipart/form-data; boundary=x\r\n',
	},
	'a GET request with a body': { start: 'GET /api/audit/day', status: 401 },
	'an unknown address': { start: 'PUT /api/nothing', status: 404 },
	'an address that can’t be decoded': { start: 'POST /%', status: 400 },
};

/** The next request on the connection is answered, or the client was told that it won't be. */
async function expectNext(connection: ReturnType<typeof open>): Promise<number> {
	const { statuses, error, text } = await connection.end();
	expect(error).toBeNull();
	if (statuses.length === 1) expect(text).toMatch(/^connection: close/im);
	else expect(statuses[1]).toBe(200);
	return statuses[0]!;
}

describe.each(Object.entries(REFUSED))('%s', (_, { start, status, headers = '', ...asked }) => {
	test.each(Object.entries(ENCODINGS))(
		'is answered, and so is the next request, with %s',
		{ timeout: HELD_UP_MS },
		async (encoding, encode) => {
			const { ann, port } = await withAnn();
			const { headers: framing, bytes } = encode(asked.body ?? LARGE);
			const cookie = asked.signedIn ? `Cookie: ${ann.cookie}\r\n` : '';
			const connection = open(port);
			const { socket } = connection;
			socket.write(`${start} HTTP/1.1\r\nHost: x\r\n${headers}${cookie}${framing}\r\n\r\n`);
			socket.write(bytes);
			socket.write(NEXT);
			const answered = await expectNext(connection);
			if (encoding !== 'invalid gzip') expect(answered).toBe(status);
			else expect(answered).toBeGreaterThanOrEqual(400);
		},
	);
});

test.each(['a length', 'chunks'])(
	'a file that exceeds the limit is answered, and so is the next request, with %s',
	{ timeout: HELD_UP_MS },
	async (encoding) => {
		const { ann, port } = await withAnn();
		const { headers, bytes } = ENCODINGS[encoding]!(Buffer.alloc(READ_BYTES_MAX + LARGE.length));
		const connection = open(port);
		const { socket } = connection;
		socket.write(
			`${upload}?path=a.md HTTP/1.1\r\nHost: x\r\nCookie: ${ann.cookie}\r\n${headers}\r\n\r\n`,
		);
		socket.write(bytes);
		socket.write(NEXT);
		expect(await expectNext(connection)).toBe(413);
	},
);

test('closes a connection on the client’s request after the answer and the body', async () => {
	const { port } = await withAnn();
	const { socket, end } = open(port, { allowHalfOpen: true });
	socket.write(
		`POST /api/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${LARGE.length}\r\n\r\n`,
	);
	await once(socket, 'end');
	socket.write(LARGE);
	socket.end();
	expect(await end()).toMatchObject({ statuses: [404], error: null });
});

test('the next request can be the last on its connection', async () => {
	const { port } = await withAnn();
	const { socket, end } = open(port);
	socket.write(`POST /api/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: ${LARGE.length}\r\n\r\n`);
	socket.write(LARGE);
	socket.write('GET /api/openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
	expect(await end()).toMatchObject({ statuses: [404, 200], error: null });
});

test('reads an endless body only up to a limit', async () => {
	const { port } = await withAnn();
	const { socket } = open(port);
	socket.write(
		'POST /api/files/upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n',
	);
	await once(socket, 'data');
	const closed = new Promise((resolve) => socket.once('close', resolve));
	let sent = 0;
	while (!socket.destroyed && sent < 2 * READ_BYTES_MAX) {
		sent += LARGE.length;
		if (socket.write(LARGE)) continue;
		await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
	}
	expect(socket.destroyed).toBe(true);
	expect(sent).toBeGreaterThan(READ_BYTES_MAX);
});

describe('fetch reads the message for', () => {
	const large = new Blob([Buffer.alloc(READ_BYTES_MAX + 1)]);
	test.each([
		[
			'a file that is too large',
			'new.md',
			{},
			413,
			'A file may have 64 MB. Copy larger ones by hand.',
		],
		[
			'a large file without sign-in',
			'new.md',
			{ cookie: '-' },
			401,
			expect.stringMatching(/^Sign in, or send an API key/),
		],
		[
			'a large file to an illegal path',
			'.new',
			{},
			400,
			'A name can’t begin with a dot: such files are not shown here.',
		],
	])('%s', async (_, path, headers: Record<string, string>, status, message) => {
		const { ann } = await withAnn();
		const init = { method: 'POST', body: large, headers };
		const response = await ann.request(`/api/files/upload?path=${path}`, init);
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject({ error: { message } });
	});

	test('a file whose name is taken', async () => {
		const { ann } = await withAnn();
		const init = { method: 'POST', body: large.slice(0, READ_BYTES_MAX) };
		const response = await ann.request('/api/files/upload?path=there.md', init);
		expect(response.status).toBe(409);
		const message = 'A file or folder with that name already exists. Choose another name.';
		expect(await response.json()).toMatchObject({ error: { message } });
	});
});
