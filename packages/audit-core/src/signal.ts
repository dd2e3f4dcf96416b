/**
 * The `AbortSignal` of the environment. Where none is declared (a program that compiles with neither the types of Node.js
 * nor those of a browser), what a read needs of one.
 */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Own } }
	? Own
	: {
			readonly aborted: boolean;
			readonly reason?: unknown;
			addEventListener(type: 'abort', listener: () => void): void;
			removeEventListener(type: 'abort', listener: () => void): void;
		};
