/**
 * Sends `audit.record` calls that are not awaited when the process ends.
 *
 * At a signal there is time to wait for their answers. At `process.exit()` or an uncaught error there is none: calls
 * of which nothing has left the process yet are then sent from a worker thread while this one blocks. A call that is
 * being sent at that moment is not sent again: it may have arrived, and could be recorded twice.
 *
 * Node's own `fetch` reports on a diagnostics channel when it sends a request's headers. Where there is no such
 * channel, a call counts as sent when `fetch` is called.
 */
import { flushAtEnd, restAtEnd, watchEnd, type AtEnd } from '@tool-audit/core/process-end';
import type { Operation, TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';

const KEPT = 'audit.record';
/** The header that names the calls of a request, to recognise them on the channel. */
const MARK = 'x-tool-audit-calls';

export interface EndKeeper {
	link<Router extends AnyTRPCRouter>(): TRPCLink<Router>;
	/** The headers for a request with these calls. */
	headersOf(operations: readonly Operation[]): Record<string, string>;
}

// Not imported, because a bundle for a browser does not have these modules.
const builtin = globalThis.process?.getBuiltinModule?.bind(globalThis.process);
const sendHeaders = builtin?.('node:diagnostics_channel')?.channel('undici:client:sendHeaders');
let keepers = 0;

export function createEndKeeper(endpoint: string, headers: Record<string, string>): EndKeeper {
	/** By id, because links copy an operation. */
	const unsent = new Map<Operation['id'], Operation>();
	/** Calls without an answer yet; `settled` has the functions to call when all are answered. */
	const unanswered = new Set<Operation['id']>();
	let settled: (() => void)[] = [];
	const name = `${++keepers}`;
	const mark = new RegExp(`${MARK}: ${name}-([\\d,]+)`);
	watchEnd();

	function hear(message: unknown): void {
		const [, ids] = mark.exec(String((message as { headers?: unknown }).headers)) ?? [];
		for (const id of ids?.split(',') ?? []) unsent.delete(Number(id));
	}

	const atEnd: AtEnd = {
		flush(waitMaxMs) {
			if (unsent.size === 0) return;
			const bodies = [...unsent.values()].map(({ input }) => JSON.stringify(input));
			unsent.clear();
			const lost = sendBlocking({ url: `${endpoint}/${KEPT}`, headers, bodies }, waitMaxMs);
			if (lost > 0) {
				const calls = lost === 1 ? '1 call' : `${lost} calls`;
				console.error(`tool-audit: ${calls} could not be recorded before the end.`);
			}
		},
		async settle() {
			if (unanswered.size === 0) return;
			await new Promise<void>((resolve) => settled.push(resolve));
		},
		isIdle: () => unanswered.size === 0,
	};

	function begin(operation: Operation): void {
		if (unanswered.size === 0) sendHeaders?.subscribe(hear);
		unsent.set(operation.id, operation);
		unanswered.add(operation.id);
		flushAtEnd(atEnd);
	}

	function end({ id }: Operation): void {
		unsent.delete(id);
		if (!unanswered.delete(id) || unanswered.size > 0) return;
		sendHeaders?.unsubscribe(hear);
		restAtEnd(atEnd);
		for (const tell of settled) tell();
		settled = [];
	}

	return {
		link:
			() =>
			() =>
			({ op, next }) => {
				if (op.path !== KEPT) return next(op);
				return observable((observer) => {
					begin(op);
					const subscription = next(op).subscribe({
						next: (value) => observer.next(value),
						error(error) {
							end(op);
							observer.error(error);
						},
						complete() {
							end(op);
							observer.complete();
						},
					});
					return () => {
						end(op);
						subscription.unsubscribe();
					};
				});
			},
		headersOf(operations) {
			const ids = operations.map(({ id }) => id);
			if (sendHeaders) return { ...headers, [MARK]: `${name}-${ids.join(',')}` };
			for (const id of ids) unsent.delete(id);
			return headers;
		},
	};
}

interface Letters {
	url: string;
	headers: Record<string, string>;
	bodies: string[];
}

/** Sends all bodies, four at a time, and counts the unsent ones down. Runs in a worker thread. */
const SENDER = `
const { workerData: { url, headers, bodies, left } } = require('node:worker_threads');
async function send() {
	for (let body; (body = bodies.shift()) !== undefined;) {
		const sent = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
		const { ok } = await fetch(url, sent).catch(() => ({ ok: false }));
		if (ok) Atomics.sub(left, 0, 1);
	}
}
Promise.all([1, 2, 3, 4].map(send)).then(() => {
	Atomics.store(left, 1, 1);
	Atomics.notify(left, 1);
});`;

/** Returns the number of calls that were not recorded. */
function sendBlocking({ url, headers, bodies }: Letters, waitMaxMs: number): number {
	const left = new Int32Array(new SharedArrayBuffer(8));
	left[0] = bodies.length;
	try {
		const { Worker } = builtin('node:worker_threads');
		const workerData = { url, headers, bodies, left };
		// Without this process's options, which may set another module type.
		new Worker(SENDER, { eval: true, execArgv: [], workerData }).unref();
		Atomics.wait(left, 1, 0, waitMaxMs);
	} catch {
		// Worker threads are not available, so the calls can't be sent.
	}
	return left[0];
}
