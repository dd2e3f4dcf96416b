import { initTRPC, tracked, TRPCError } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEY = 'ta_right';

interface Context {
	authorization: string | undefined;
	response: ServerResponse;
	kept: string[];
}

const t = initTRPC.context<Context>().create();

const guarded = t.procedure.use(({ ctx, next }) => {
	if (ctx.authorization === `Bearer ${KEY}`) return next();
	throw new TRPCError({ code: 'UNAUTHORIZED', message: 'This API key is unknown.' });
});

/** Sends the two numbers after the last one the client has seen, and then nothing. */
const count = guarded
	.input((input) => input as { lastEventId?: string })
	.subscription(async function* ({ ctx, input }) {
		const first = Number(input.lastEventId ?? 0) + 1;
		yield tracked(String(first), first);
		// Clients reconnect after three seconds unless the server sets another time.
		ctx.response.write('retry: 10\n');
		yield tracked(String(first + 1), first + 1);
		await new Promise(() => {});
	});

const router = t.router({
	count,
	keep: guarded
		.input((input) => input as string)
		.mutation(({ ctx, input }) => void ctx.kept.push(input)),
	refuse: guarded
		.input((input) => input as string)
		.mutation(({ ctx, input }) => {
			ctx.kept.push(input);
			throw new TRPCError({ code: 'PAYLOAD_TOO_LARGE', message: 'Too much.' });
		}),
	echo: guarded.input((input) => input as string).query(({ input }) => input),
});
export type StubRouter = typeof router;

export interface StubServer extends AsyncDisposable {
	url: string;
	key: string;
	/** Paths of the received requests, in order. */
	requests: string[];
	/** Inputs of the mutations, in order. */
	kept: string[];
	/** Closes every connection. */
	cut(): void;
}

/** A tRPC server without Tool Audit, for tests of the connection only. */
export async function openStubServer(): Promise<StubServer> {
	const requests: string[] = [];
	const kept: string[] = [];
	const server = createHTTPServer({
		router,
		basePath: '/trpc/',
		allowMethodOverride: true,
		createContext: ({ req, res }: { req: IncomingMessage; res: ServerResponse }) => {
			requests.push(decodeURIComponent(req.url ?? ''));
			return { authorization: req.headers.authorization, response: res, kept };
		},
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		key: KEY,
		requests,
		kept,
		cut: () => server.closeAllConnections(),
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
