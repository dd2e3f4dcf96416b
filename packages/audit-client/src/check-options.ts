/** Options are checked when they are given: a misspelt one would be ignored. */
import type { CallOptions, RequestOptions } from './options.ts';

/** @throws TypeError for an option that is not among the names */
export function checkNames(taker: string, options: object, names: object): void {
	const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name));
	if (unknown === undefined) return;
	const known = Object.keys(names).join(', ');
	throw new TypeError(
		`${taker} has no option ${JSON.stringify(unknown)}. Its options are ${known}.`,
	);
}

const CALL_OPTIONS = {
	...{ signal: true, headers: true, timeout: true, retries: true, batch: true },
} satisfies Record<keyof CallOptions, true>;

/** @throws TypeError for options of a call that can't be used */
export function checkCallOptions(options: CallOptions): void {
	checkNames('A call', options, CALL_OPTIONS);
	checkNumbers(options);
}

/** @throws TypeError */
export function checkNumbers({ timeout, retries }: RequestOptions): void {
	for (const [name, value] of Object.entries({ timeout, retries })) {
		if (value === undefined || (typeof value === 'number' && value >= 0)) continue;
		throw new TypeError(`${name} must be a number from 0 on; it is ${String(value)}.`);
	}
}
