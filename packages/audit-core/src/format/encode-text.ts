import { countChars, cutMark, headChars } from './cut.ts';

/** Unicode line boundaries that JSON leaves as they are and that some readers split lines at. docs/format.md §2. */
const BARE_LINE_BOUNDARY = /[\u0085\u2028\u2029]/g;

/** Text as a JSON string on one line; half a surrogate pair is escaped, so that the line is valid UTF-8. */
export function quoteText(text: string): string {
	const json = JSON.stringify(text);
	if (json.search(BARE_LINE_BOUNDARY) === -1) return json;
	return json.replace(BARE_LINE_BOUNDARY, (char) => {
		return '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0');
	});
}

/** Takes secrets out of text. */
export interface TextRedactor {
	text(text: string): string;
	/** The first `chars` characters of what is left of `text`, and whether that is not all of it. */
	head(text: string, chars: number): { text: string; isCut: boolean };
}

export const KEEPS_SECRETS: TextRedactor = {
	text: (text) => text,
	head(text, chars) {
		const head = headChars(text, chars);
		return { text: head, isCut: head.length < text.length };
	},
};

/** At most `chars` characters; longer text says how long it was. */
export function cutText(text: string, chars: number, redactor: TextRedactor): string {
	if (text.length <= chars) return redactor.text(text);
	const head = redactor.head(text, chars);
	return head.isCut ? head.text + cutMark(countChars(text)) : head.text;
}
