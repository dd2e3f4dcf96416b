/**
 * Calls to be recorded that nothing waits for, and the end of the process.
 *
 * At a signal there is time to let them be answered. At `process.exit()` or an uncaught error there is none: those
 * of which nothing has left the process yet are then sent from a thread, while this one blocks. A call that is on
 * its way at such a moment is left to its luck: it may have arrived, and sent again it could be recorded twice.
 *
 * What has left is told by Node's own `fetch`, on a diagnostics channel, with the headers that it sends. Where there
 * is no such channel, a call counts as sent when `fetch` is asked to.
 */
import { flushAtEnd, restAtEnd, watchEnd, type AtEnd } from '@tool-audit/core/process-end';
import type { Operation, TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';

const KEPT = 'audit.record';
/** Names the calls of a request, for the one who hears that it is sent. */
const MARK = 'x-tool-audit-calls';

export interface EndKeeper {
	link<Router extends AnyTRPCRouter>(): TRPCLink<Router>;
	/** To be sent along with these calls. */
	headersOf(operations: readonly Operation[]): Record<string, string>;
}

// Not imported: a bundle for a browser has no such modules.
const builtin = globalThis.process?.getBuiltinModule?.bind(globalThis.process);
const sendHeaders = builtin?.('node:diagnostics_channel')?.channel('undici:client:sendHeaders');
let keepers = 0;

export function createEndKeeper(endpoint: string, headers: Record<string, string>): EndKeeper {
	/** By their ids: on its way through the links an operation is copied. */
	const unsent = new Map<Operation['id'], Operation>();
	/** Everything that is not answered, with what to do once nothing waits any more. */
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

/** Sends all, some at a time, and counts down. Runs in a thread of its own. */
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

/** Gives how many were not taken. */
function sendBlocking({ url, headers, bodies }: Letters, waitMaxMs: number): number {
	const left = new Int32Array(new SharedArrayBuffer(8));
	left[0] = bodies.length;
	try {
		const { Worker } = builtin('node:worker_threads');
		const workerData = { url, headers, bodies, left };
		// Without the options of this process, which may ask for another kind of module.
		new Worker(SENDER, { eval: true, execArgv: [], workerData }).unref();
		Atomics.wait(left, 1, 0, waitMaxMs);
	} catch {
		// No threads here: nothing more can be done for them.
	}
	return left[0];
}
