/** This package's version: that of package.json, which a test compares. */
export const CLIENT_VERSION = '1.1.0';

/** The first number of a version, such as `1.2.0`, `v1.2` or `1`; `null` for text that is not one. */
export function majorOf(version: string): number | null {
	const [, major] = /^v?(\d{1,4})(?:\.|$)/.exec(version) ?? [];
	return major === undefined ? null : Number(major);
}
