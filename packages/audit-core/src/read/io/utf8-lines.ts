/**
 * Lines of UTF-8 in a file in UTF-16: a recorder, or another program, has written into a file that begins otherwise. They are
 * known by the first name of their object. In UTF-16 its bytes would be several rare characters in a row.
 */
const START = Buffer.from('{"');
const FIRST_NAME = /^\{"[a-z_@$][\w.@$-]{1,63}"[ \t]*:/i;

/** As many bytes tell whether such a line begins. */
export const UTF8_HEAD_BYTES = 80;

export function beginsLineInUtf8(bytes: Buffer, at = 0): boolean {
	return FIRST_NAME.test(bytes.toString('latin1', at, at + UTF8_HEAD_BYTES));
}

/** Index of the first such line from `from` on; -1 when there is none. */
export function lineInUtf8From(bytes: Buffer, from: number): number {
	let at = bytes.indexOf(START, from);
	while (at !== -1 && !beginsLineInUtf8(bytes, at)) at = bytes.indexOf(START, at + 1);
	return at;
}
