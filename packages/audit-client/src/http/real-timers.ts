/**
 * The timers of the runtime, taken when the module is loaded: a test that puts fake ones in their place later must not make
 * calls hang. The build gives them to tRPC's client too, which shares requests by a timer.
 */
export const setTimeout = globalThis.setTimeout.bind(globalThis);
export const clearTimeout = globalThis.clearTimeout.bind(globalThis);

/** Timers of JavaScript count in 32 bits. */
export const TIMER_MAX_MS = 2 ** 31 - 1;
