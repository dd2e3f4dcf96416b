/**
 * The operating system. In a separate file because code without file access uses it too: a bundle for browsers may
 * have a `process` without a platform.
 */
const platform = typeof process === 'object' ? process.platform : undefined;

export const IS_LINUX = platform === 'linux';
export const IS_MACOS = platform === 'darwin';
export const IS_WINDOWS = platform === 'win32';
