import { setTimeout as wait } from 'node:timers/promises';

const WAIT_MAX_MS = 30_000;
const CHECK_MS = 50;

/** Waits until a condition holds, and returns its value. */
export async function until<T>(what: string, check: () => T): Promise<T> {
	const deadlineMs = performance.now() + WAIT_MAX_MS;
	for (;;) {
		const value = check();
		if (value) return value;
		if (performance.now() > deadlineMs) throw new Error(`Waited in vain until ${what}.`);
		await wait(CHECK_MS);
	}
}
