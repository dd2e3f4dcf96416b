/** Answers that no Tool Audit server gives, and callbacks that throw: each has a sentence of ours. */
import { describe, expect, onTestFinished, test } from 'vitest';
import {
	type AuditClient,
	type AuditClientError,
	type AuditClientErrorCode,
	type ClientOptions,
	createAuditClient,
	isAuditClientError,
} from '../src/index.ts';
import { createFakeClient } from '../src/testing.ts';
import { openRawServer, streamOf } from './raw-server.ts';

const DAY = '2026-11-22';
const VERSION = { 'x-tool-audit-version': '1.1.0' };

function connect(url: string, options: ClientOptions = {}) {
	return createAuditClient({ url, apiKey: 'ta_x', retries: 0, logger: false, ...options });
}

async function failureOf(call: Promise<unknown>): Promise<AuditClientError> {
	const error: unknown = await call.then(
		(value) => expect.unreachable(`the call gave ${JSON.stringify(value)}`),
		(error: unknown) => error,
	);
	if (!isAuditClientError(error)) throw error;
	return error;
}

/** Fails the test for an unhandled rejection. */
function expectAllHandled(): void {
	const unhandled: unknown[] = [];
	const note = (error: unknown) => void unhandled.push(error);
	process.on('unhandledRejection', note);
	onTestFinished(async () => {
		await new Promise((resolve) => setTimeout(resolve, 20));
		process.off('unhandledRejection', note);
		expect(unhandled).toEqual([]);
	});
}

const answers = (status: number, body: string, type = 'application/json') =>
	openRawServer(
		(_, response) =>
			void response.writeHead(status, { 'content-type': type, ...VERSION }).end(body),
	);

const LOOPS: ((client: AuditClient) => Promise<unknown>)[] = [
	(client) => client.days().next(),
	(client) => client.rows(DAY).next(),
	(client) => client.search({ filter: {} }).next(),
	(client) => client.recent().next(),
];
const CALLS: ((client: AuditClient) => Promise<unknown>)[] = [
	({ audit }) => audit.listDays.query(),
	({ audit }) => audit.listDays.query({}, { batch: false }),
	({ audit }) => Promise.all([audit.listDays.query(), audit.listUsers.query()]),
	...LOOPS,
];

describe.each(['[]', '[]\n', '[null]', '[{}]', '[{"result":{"data":{}}}]', '{}', 'null', '7'])(
	'the answer %j',
	(body) => {
		test.each<[number, AuditClientErrorCode]>([
			[200, 'not_a_tool_audit_server'],
			[401, 'unauthorized'],
			[500, 'server'],
		])('with status %i', async (status, code) => {
			expectAllHandled();
			const client = connect(await answers(status, body));
			for (const call of CALLS) {
				const failure = await failureOf(call(client));
				// A shared answer that ends too early looks like one that was cut.
				const codes = status === 200 ? [code, 'network'] : [code];
				expect(codes).toContain(failure.code);
			}
		});
	},
);

test('an answer with errors as a list is told by them', async () => {
	const shape = { message: 'No.', code: -32_001, data: { code: 'FORBIDDEN', httpStatus: 403 } };
	const client = connect(await answers(403, JSON.stringify([{ error: shape }])));
	for (const call of CALLS) {
		expect(await failureOf(call(client))).toMatchObject({ code: 'forbidden', message: 'No.' });
	}
});

test.each([null, 7, 'text', {}, { days: 7, entries: {}, today: 'soon' }])(
	'the result %j of a procedure',
	async (data) => {
		expectAllHandled();
		const client = connect(await answers(200, streamOf(data)));
		for (const loop of LOOPS) {
			expect(await failureOf(loop(client))).toMatchObject({ code: 'not_a_tool_audit_server' });
		}
	},
);

test('a shared answer with fewer items than calls', async () => {
	expectAllHandled();
	const { audit } = connect(await answers(200, streamOf({ days: [] })));
	const [first, second] = await Promise.allSettled([audit.listDays.query(), audit.recent.query()]);
	expect(first).toMatchObject({ status: 'fulfilled' });
	expect(second).toMatchObject({ reason: { name: 'AuditClientError' } });
});

test.each(['null', '7', '"text"', '{"type":"rows"}', 'no json'])(
	'an event whose data is %s ends a tail',
	async (data) => {
		expectAllHandled();
		const url = await answers(200, `data: ${data}\n\n`, 'text/event-stream');
		const client = connect(url);
		const failure = { code: 'not_a_tool_audit_server', retryable: false };
		expect(await failureOf(client.tail().next())).toMatchObject(failure);
		if (data.startsWith('{')) return;
		const { promise, reject } = Promise.withResolvers<never>();
		client.audit.tail.subscribe({}, { onError: reject });
		expect(await failureOf(promise)).toMatchObject(failure);
	},
);

test('an event without an end is not collected', async () => {
	const piece = `${'x'.repeat(1_048_576)}`;
	const url = await openRawServer((_, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream', ...VERSION });
		response.write('data: ');
		const write = () => {
			while (!response.destroyed && response.write(piece));
			if (!response.destroyed) response.once('drain', write);
		};
		write();
	});
	const failure = await failureOf(connect(url).tail().next());
	expect(failure).toMatchObject({ code: 'too_large', retryable: false });
	expect(failure.message).toMatch(/^An event of audit\.tail from .* has more than 67108864/);
});

const INVALID = new Date(Number.NaN);
const CALL = { tool: 'x', args: {}, status: 'ok', result: '' } as const;

test.each<[string, (client: AuditClient) => Promise<unknown>, RegExp]>([
	['since', (client) => client.tail({ since: INVALID }).next(), /since is an invalid Date/],
	['at', ({ audit }) => audit.record.mutate({ ...CALL, at: INVALID }), /at is an invalid Date/],
	[
		'a filter of a loop',
		(client) => client.rows(DAY, { filter: { since: INVALID as never } }).next(),
		/since is an invalid Date/,
	],
	[
		'a filter of a tail',
		(client) => client.tail({ filter: { minDurationMs: 2n ** 60n } as never }).next(),
		/minDurationMs is a bigint beyond 2\^53/,
	],
	[
		'a filter of an export',
		(client) => client.export(DAY, { filter: { minDurationMs: 2n ** 60n } as never }),
		/minDurationMs is a bigint beyond 2\^53/,
	],
	['a day of an export', (client) => client.export(INVALID as never), /day is an invalid Date/],
	['days', (client) => client.recent({ days: 1e9 }).next(), /^days: Give a whole number/],
])('%s that can’t be sent', async (_, use, message) => {
	for (const client of [connect('http://127.0.0.1:1'), createFakeClient()]) {
		const failure = await failureOf(use(client));
		expect(failure).toMatchObject({ code: 'bad_input', retryable: false });
		expect(failure.message).toMatch(message);
	}
});

const mine = new Error('mine');
const fail = () => {
	throw mine;
};

/** A server of these events, after which the connection ends. */
const events = (...data: object[]) =>
	answers(200, data.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''), 'text/event-stream');

test('a callback of a loop that throws ends it with the code listener', async () => {
	const url = await events({ type: 'reset', day: DAY, cursor: 'c' });
	const unreadable = { user: 'alice', day: DAY, message: 'No.' };
	const found = { entries: [], unreadable: [unreadable], cursor: null };
	const searched = await answers(200, streamOf(found));
	const failures = [
		() => connect(url).tail({ onReset: fail }).next(),
		() => connect(url).tail({ retries: 5, onReconnect: fail }).next(),
		() => connect(searched).search({ filter: {}, onUnreadable: fail }).next(),
	];
	for (const failure of failures) {
		expect(await failureOf(failure())).toMatchObject({ code: 'listener', cause: mine });
	}
});

test('a logger that throws changes nothing', async () => {
	expectAllHandled();
	const client = connect(await events(), { logger: { warn: fail, error: fail } });
	const ends = await failureOf(client.tail({ retries: 1 }).next());
	expect(ends).toMatchObject({ code: 'network' });
});

test('an onError or onComplete that throws is told to the logger', async () => {
	expectAllHandled();
	const { promise, resolve } = Promise.withResolvers<string>();
	const logger = { warn: () => undefined, error: resolve };
	const { audit } = connect(await answers(401, '{}'), { logger });
	audit.tail.subscribe({}, { onError: fail });
	expect(await promise).toBe('tool-audit: A callback of audit.tail threw: mine');
});

test('a fetch that gives no response is told as that', async () => {
	const client = connect('http://127.0.0.1:1', { fetch: () => Promise.resolve(undefined) });
	for (const call of [...CALLS, () => client.tail().next(), () => client.export(DAY)]) {
		expect(await failureOf(call(client))).toMatchObject({ code: 'listener', retryable: false });
	}
});

test.each(['1', '1.x', 'v1.2', '', ' ', '999999999999.0.0', 'garbage', '1.1.0-beta', '..', '-7.0'])(
	'a server whose version is %j is spoken to',
	async (version) => {
		const url = await openRawServer((_, response) => {
			response.writeHead(200, {
				'content-type': 'application/json',
				'x-tool-audit-version': version,
			});
			response.end('{"result":{"data":{"status":"ok","version":"1.1.0"}}}');
		});
		expect(await connect(url, { batch: false }).health.query()).toMatchObject({ status: 'ok' });
	},
);

test.each(['7', 'v7.1', '7.x', '0.9.0'])('one of version %s is not', async (version) => {
	const url = await openRawServer((_, response) => {
		response.writeHead(200, {
			'content-type': 'application/json',
			'x-tool-audit-version': version,
		});
		response.end('{}');
	});
	expect(await failureOf(connect(url).health.query())).toMatchObject({ code: 'version' });
});
