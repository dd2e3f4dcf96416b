/** Letters, digits, underscore and hyphen; upper and lower case are equal here. */
export const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz0123456789_-'];

/** A start of two characters is too short to search for: with each character that may follow. */
export function spread(start: string, following: readonly string[]): string[] {
	return following.map((char) => start + char);
}
