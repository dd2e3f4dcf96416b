/**
 * Loads the library for RE2 when it is first needed: that takes as long as loading half of core. Its callers don't wait,
 * so it is required, in a file of CommonJS: that is where Node.js and every bundler understand it.
 */
export declare function loadRe2(): typeof import('re2js', {
	with: { 'resolution-mode': 'import' },
});
