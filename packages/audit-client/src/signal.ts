/**
 * The environment's own `AbortSignal`. Where no library of types declares one, what the client uses of it: so that its
 * types compile without those of Node.js and of browsers.
 */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Own } }
	? Own
	: {
			readonly aborted: boolean;
			readonly reason: unknown;
			addEventListener(type: 'abort', listener: () => void): void;
			removeEventListener(type: 'abort', listener: () => void): void;
		};
