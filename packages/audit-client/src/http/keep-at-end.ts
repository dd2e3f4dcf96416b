/**
 * Sends `audit.record` calls that are not awaited when the process ends.
 *
 * At a signal there is time to wait for their answers. At `process.exit()` or an uncaught error there is none: all calls
 * without an answer are then sent from a worker thread while this one blocks, also those that are being sent at that
 * moment. They have ids, so the server makes one entry of each.
 */
import { flushAtEnd, restAtEnd, watchEnd, type AtEnd } from '@tool-audit/core/process-end';
import type { Operation, TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { Connection } from './connection.ts';
import { RECORD } from './input.ts';
import { optionsOf } from './operation.ts';

// Not imported, because a bundle for a browser does not have these modules.
const builtin = globalThis.process?.getBuiltinModule?.bind(globalThis.process);

export function keepAtEnd<Router extends AnyTRPCRouter>(connection: Connection): TRPCLink<Router> {
	const { address, logger } = connection;
	const unanswered = new Map<Operation['id'], Operation>();
	/** Called when all calls are answered. */
	let settled: (() => void)[] = [];
	watchEnd();

	const atEnd: AtEnd = {
		flush(waitMaxMs) {
			if (unanswered.size === 0) return;
			const letters = [...unanswered.values()].map((op) => ({
				body: JSON.stringify(op.input),
				headers: optionsOf(op, connection).headers ?? {},
			}));
			unanswered.clear();
			const url = `${address.trpc}/${RECORD}`;
			const headers = connection.headersNow();
			const lost = sendBlocking({ url, headers, letters }, waitMaxMs);
			if (lost > 0) {
				const calls = lost === 1 ? '1 call' : `${lost} calls`;
				logger.error(`tool-audit: ${calls} could not be recorded before the end.`);
			}
		},
		async settle() {
			if (unanswered.size === 0) return;
			await new Promise<void>((resolve) => settled.push(resolve));
		},
		isIdle: () => unanswered.size === 0,
	};

	function begin(op: Operation): void {
		unanswered.set(op.id, op);
		flushAtEnd(atEnd);
	}

	function end({ id }: Operation): void {
		if (!unanswered.delete(id) || unanswered.size > 0) return;
		restAtEnd(atEnd);
		for (const tell of settled) tell();
		settled = [];
	}

	return () =>
		({ op, next }) => {
			if (op.path !== RECORD) return next(op);
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
		};
}

interface Letters {
	url: string;
	/** Of all calls. */
	headers: Record<string, string>;
	letters: { body: string; headers: Readonly<Record<string, string>> }[];
}

/** Sends all bodies, sixteen at a time, and counts the unsent ones down. Runs in a worker thread. */
const SENDER = `
const { workerData: { url, headers, letters, left } } = require('node:worker_threads');
async function send() {
	for (let letter; (letter = letters.shift()) !== undefined;) {
		const all = { ...headers, ...letter.headers, 'content-type': 'application/json' };
		const sent = { method: 'POST', headers: all, body: letter.body };
		const { ok } = await fetch(url, sent).catch(() => ({ ok: false }));
		if (ok) Atomics.sub(left, 0, 1);
	}
}
Promise.all(Array.from({ length: 16 }, send)).then(() => {
	Atomics.store(left, 1, 1);
	Atomics.notify(left, 1);
});`;

/** Returns the number of calls that were not recorded. */
function sendBlocking({ url, headers, letters }: Letters, waitMaxMs: number): number {
	const left = new Int32Array(new SharedArrayBuffer(8));
	left[0] = letters.length;
	try {
		const { Worker } = builtin('node:worker_threads');
		const workerData = { url, headers, letters, left };
		// Without this process's options, which may set another module type.
		new Worker(SENDER, { eval: true, execArgv: [], workerData }).unref();
		Atomics.wait(left, 1, 0, waitMaxMs);
	} catch {
		// Worker threads are not available, so the calls can't be sent.
	}
	return left[0];
}
