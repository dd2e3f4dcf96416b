import type { Operation } from '@trpc/client';

/**
 * A larger call gets its own request. Ten calls that share one then stay far below the server's limit of 6 MiB for a
 * request, and below the 1 MiB that is the default of common proxies.
 */
const SHARING_BYTES_MAX = 65_536;
/** The same for a query, whose input is in the address: half of the longest address. */
const SHARING_URL_CHARS_MAX = 4_000;
/** Proxies truncate or reject longer addresses; the common ones accept 8 KiB. */
export const URL_CHARS_MAX = 8_000;

const sizes = new WeakMap<object, number>();

/** Length of a call's input as it is sent: in bytes, or in characters of the address. */
function sizeOf({ type, input }: Operation): number {
	const json = JSON.stringify(input) ?? '';
	const isInBody = type === 'mutation';
	return isInBody ? new TextEncoder().encode(json).length : encodeURIComponent(json).length;
}

function knownSizeOf(operation: Operation): number {
	const { input } = operation;
	if (typeof input !== 'object' || input === null) return sizeOf(operation);
	const size = sizes.get(input) ?? sizeOf(operation);
	sizes.set(input, size);
	return size;
}

/** Whether a call is too large to share a request with others. */
export function isLarge(operation: Operation): boolean {
	const max = operation.type === 'mutation' ? SHARING_BYTES_MAX : SHARING_URL_CHARS_MAX;
	return knownSizeOf(operation) > max;
}

/** Whether the input of a query is too long for an address, so that it goes into a body. */
export function isTooLongForAddress(operation: Operation): boolean {
	return operation.type !== 'mutation' && knownSizeOf(operation) > URL_CHARS_MAX;
}
