/**
 * Calls to be recorded that nothing waits for, and the end of the process.
 *
 * At a signal there is time to let them be answered. At `process.exit()` or an uncaught error there is none: those
 * that have not been handed to `fetch` yet are then sent from a thread, while this one blocks. A call that is on
 * its way at such a moment is left to its luck: it may have arrived, and sent again it could be recorded twice.
 */
import { flushAtEnd, type AtEnd } from '@tool-audit/core/process-end';
import type { Operation, TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';

const KEPT = 'audit.record';
/** A process that exits waits no longer for a server. */
const SEND_MAX_MS = 2_000;

export interface EndKeeper {
	link<Router extends AnyTRPCRouter>(): TRPCLink<Router>;
	/** These are on their way from now on. */
	sent(operations: readonly Operation[]): void;
}

export function createEndKeeper(endpoint: string, headers: Record<string, string>): EndKeeper {
	/** By their ids: on its way through the links an operation is copied. */
	const unsent = new Map<Operation['id'], Operation>();
	/** Everything that is not answered, with what to do once nothing waits any more. */
	const unanswered = new Set<Operation['id']>();
	let settled: (() => void)[] = [];

	const atEnd: AtEnd = {
		flush() {
			if (unsent.size === 0) return;
			const bodies = [...unsent.values()].map(({ input }) => JSON.stringify(input));
			unsent.clear();
			const lost = sendBlocking({ url: `${endpoint}/${KEPT}`, headers, bodies });
			if (lost > 0) {
				console.error(`tool-audit: ${lost} calls could not be recorded before the end.`);
			}
		},
		async settle() {
			if (unanswered.size === 0) return;
			await new Promise<void>((resolve) => settled.push(resolve));
		},
		isIdle: () => unanswered.size === 0,
	};

	function begin(operation: Operation): void {
		unsent.set(operation.id, operation);
		unanswered.add(operation.id);
		flushAtEnd(atEnd);
	}

	function end({ id }: Operation): void {
		unsent.delete(id);
		if (!unanswered.delete(id) || unanswered.size > 0) return;
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
		sent(operations) {
			for (const { id } of operations) unsent.delete(id);
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
function sendBlocking({ url, headers, bodies }: Letters): number {
	const left = new Int32Array(new SharedArrayBuffer(8));
	left[0] = bodies.length;
	try {
		// Not imported: a bundle for a browser has no such module.
		const { Worker } = process.getBuiltinModule('node:worker_threads');
		const workerData = { url, headers, bodies, left };
		new Worker(SENDER, { eval: true, workerData }).unref();
		Atomics.wait(left, 1, 0, SEND_MAX_MS);
	} catch {
		// No threads here: nothing more can be done for them.
	}
	return left[0];
}
