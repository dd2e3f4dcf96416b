/**
 * Passes numbers that a double can't hold through `JSON.parse`, as strings with a mark. The mark must be random, so that no
 * string of the text can begin with it.
 */

/**
 * Puts its value in the place of each marked text of parsed JSON. Level by level and not by recursion, because a text may be
 * nested more deeply than the stack is.
 */
export function replaceMarked(
	root: unknown,
	mark: string,
	numberOf: (source: string) => unknown,
): unknown {
	const top = [root];
	const containers: object[] = [top];
	const visit = (container: Record<string | number, unknown>, key: string | number) => {
		const value = container[key];
		if (typeof value === 'object' && value !== null) containers.push(value);
		else if (typeof value === 'string' && value.startsWith(mark)) {
			container[key] = numberOf(value.slice(mark.length));
		}
	};
	for (const container of containers as Record<string | number, unknown>[]) {
		if (Array.isArray(container)) {
			for (let index = 0; index < container.length; index++) visit(container, index);
		} else {
			for (const key of Object.keys(container)) visit(container, key);
		}
	}
	return top[0];
}

/** Index after the closing quote of a string that begins at `start`; the end of the text when there is none. */
export function endOfString(text: string, start: number): number {
	let quote = start;
	do {
		quote = text.indexOf('"', quote + 1);
		if (quote === -1) return text.length;
	} while (isEscaped(text, quote));
	return quote + 1;
}

function isEscaped(text: string, quote: number): boolean {
	let backslashes = 0;
	while (text[quote - 1 - backslashes] === '\\') backslashes++;
	return backslashes % 2 === 1;
}

const KEY_FOLLOWS = /[ \t\r\n]*:/y;

/** Whether what ends at `end` stands in the place of a key, where JSON has no number. */
export function isKey(text: string, end: number): boolean {
	KEY_FOLLOWS.lastIndex = end;
	return KEY_FOLLOWS.test(text);
}
