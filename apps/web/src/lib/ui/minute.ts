import { createSubscriber } from 'svelte/reactivity';

const MINUTE_MS = 60_000;

const subscribe = createSubscriber((update) => {
	const timer = setInterval(update, MINUTE_MS);
	return () => clearInterval(timer);
});

/** The current instant in milliseconds, not older than a minute. Reactive where it is read. */
export function currentMinute(): number {
	subscribe();
	return Date.now();
}
