/** The end of the process, in a browser: there is none that a program could wait for. */
export type { AtEnd } from './process-end.ts';

export function watchEnd(): void {}

export function flushAtEnd(): void {}

export function restAtEnd(): void {}
