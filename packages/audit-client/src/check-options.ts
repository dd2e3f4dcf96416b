/** Options are checked when they are given: a misspelt one would be ignored. */
import type { CallOptions, ClientOptions } from './options.ts';

/** What all calls and loops take. */
export const CALL_OPTIONS = ['signal', 'headers', 'timeout', 'retries'];

/** @throws TypeError for options that can't be used, and for one that is not among the names */
export function checkOptions(taker: string, options: object, names: readonly string[]): void {
	// From JavaScript it may be anything.
	if (typeof options !== 'object' || options === null)
		throw new TypeError(`The options of ${taker} must be an object.`);
	const unknown = Object.keys(options).find((name) => !names.includes(name));
	if (unknown !== undefined) {
		const known = names.join(', ');
		throw new TypeError(
			`${taker} has no option ${JSON.stringify(unknown)}. Its options are ${known}.`,
		);
	}
	const { signal, headers, fetch, timeout, retries, batch } = options as CallOptions &
		ClientOptions;
	const refuse = (name: string, must: string) => {
		throw new TypeError(`${name} must be ${must}.`);
	};
	for (const [name, value] of Object.entries({ timeout, retries })) {
		const isNumber = typeof value === 'number' && value >= 0;
		if (value !== undefined && !isNumber)
			refuse(name, `a number from 0 on; it is ${String(value)}`);
	}
	if (batch !== undefined && typeof batch !== 'boolean') refuse('batch', 'true or false');
	if (fetch !== undefined && typeof fetch !== 'function') refuse('fetch', 'a function');
	// `null` is what `RequestInit` takes for none.
	if (signal && !('addEventListener' in signal)) {
		refuse('signal', 'an AbortSignal');
	}
	const isObject = typeof headers === 'object' && headers !== null && !(Symbol.iterator in headers);
	if (headers !== undefined && typeof headers !== 'function' && !isObject) {
		refuse('headers', 'an object of texts by name');
	}
}
