/**
 * What stands in a field whose text comes back through the address, a moment after it was asked: what was typed
 * meanwhile stays. A text that was not asked from here is somebody else's, and is followed.
 */
export function createTypedText() {
	let current = '';
	let known = '';
	let asked: string[] = [];
	return {
		get current() {
			return current;
		},
		type(text: string) {
			current = text;
		},
		/** It is on its way to the address. */
		ask(): string {
			asked.push(current);
			return current;
		},
		/** What the address says; gives what the field is to show. */
		follow(text: string): string {
			if (text === known) return current;
			known = text;
			const at = asked.indexOf(text);
			asked = at === -1 ? [] : asked.slice(at + 1);
			if (at === -1) current = text;
			return current;
		},
	};
}
