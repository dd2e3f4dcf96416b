import { createSubscriber } from 'svelte/reactivity';

const MINUTE_MS = 60_000;

const everyMinute = createSubscriber((update) => {
	const timer = setInterval(update, MINUTE_MS);
	return () => clearInterval(timer);
});

/** The time now, in milliseconds. What is derived from it is derived again each minute, while it is shown. */
export function nowEachMinute(): number {
	everyMinute();
	return Date.now();
}
