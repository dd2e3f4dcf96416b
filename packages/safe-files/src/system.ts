/**
 * Which system this is. Apart from the rest, because it is also asked where there are no files: a bundle for
 * browsers may bring a `process` that knows no platform.
 */
const platform = typeof process === 'object' ? process.platform : undefined;

export const IS_LINUX = platform === 'linux';
export const IS_WINDOWS = platform === 'win32';
