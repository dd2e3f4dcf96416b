/** Start and end (exclusive) of a piece of a text. */
export interface Range {
	from: number;
	to: number;
}

export interface FoundSecret extends Range {
	/** The rule in the mark that replaces the secret. */
	rule: string;
}

/** A secret name in a text. */
export interface FoundName {
	rule: string;
	name: string;
	start: number;
	end: number;
}

/** Matches a sticky pattern at a place. */
export function matchAt(pattern: RegExp, text: string, at: number) {
	pattern.lastIndex = at;
	const found = pattern.exec(text);
	return found && { end: pattern.lastIndex, groups: found.groups ?? {} };
}

/** The place of the first of these groups that took part in a match; the pattern has the flag `d`. */
export function groupAt(pattern: RegExp, text: string, at: number): Range | null {
	pattern.lastIndex = at;
	const groups = pattern.exec(text)?.indices?.groups;
	const range = groups && Object.values(groups).find((group) => group !== undefined);
	return range ? { from: range[0], to: range[1] } : null;
}
