/** This package's version: that of package.json, which a test compares. */
export const CLIENT_VERSION = '1.1.0';

/** The first number of a version; `null` for text that is not one. */
export function majorOf(version: string): number | null {
	const [, major] = /^(\d+)\./.exec(version) ?? [];
	return major === undefined ? null : Number(major);
}
