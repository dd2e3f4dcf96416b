/**
 * Node's own timers, as they are when this module is loaded. A test that replaces the global ones by timers which stand
 * still would stop what waits for a disk. In a browser they are the global ones.
 */
const timers =
	typeof process === 'object' && typeof process.getBuiltinModule === 'function'
		? process.getBuiltinModule('node:timers')
		: globalThis;

export const setTimeout = timers.setTimeout;
export const clearTimeout = timers.clearTimeout;
export const setInterval = timers.setInterval;
export const clearInterval = timers.clearInterval;
export const setImmediate = timers.setImmediate;
export const clearImmediate = timers.clearImmediate;
