import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';

/**
 * A larger call gets its own request. Ten calls that share one then stay far below the server's limit of 6 MiB for a
 * request, and below the 1 MiB that is the default of common proxies.
 */
const SHARING_BYTES_MAX = 65_536;
/** The same for a query, whose input is in the address: half of the longest address. */
const SHARING_URL_CHARS_MAX = 4_000;

const sizes = new WeakMap<Operation, number>();

function sizeOf(operation: Operation): number {
	const known = sizes.get(operation);
	if (known !== undefined) return known;
	const size = new TextEncoder().encode(JSON.stringify(operation.input) ?? '').length;
	sizes.set(operation, size);
	return size;
}

/** Whether a call is too large to share a request with others. */
export function isLarge(operation: Operation): boolean {
	if (operation.type === 'mutation') return sizeOf(operation) > SHARING_BYTES_MAX;
	return addressPartOf(operation).length > SHARING_URL_CHARS_MAX;
}

function addressPartOf({ input }: Operation): string {
	return encodeURIComponent(JSON.stringify(input) ?? '');
}

/**
 * Copies the input of a call, so that later changes by the caller are not sent. Rejects an input that can't be sent as
 * JSON before it joins a batch, which would fail as a whole.
 */
export function takeInput<Router extends AnyTRPCRouter>(): TRPCLink<Router> {
	return () =>
		({ op, next }) => {
			let text: string | undefined;
			try {
				text = JSON.stringify(op.input);
			} catch (cause) {
				return observable((observer) => {
					observer.error(new TRPCClientError(sentenceOf(op, cause), { cause: asError(cause) }));
				});
			}
			return next({ ...op, input: text === undefined ? undefined : (JSON.parse(text) as unknown) });
		};
}

function sentenceOf({ path }: Operation, cause: unknown): string {
	return `The input of ${path} can't be sent as JSON: ${asError(cause).message}`;
}

function asError(cause: unknown): Error {
	return cause instanceof Error ? cause : new Error(String(cause));
}
