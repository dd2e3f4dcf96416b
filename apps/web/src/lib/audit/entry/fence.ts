/** A line of Markdown that begins or ends a block of code, with the name of its language. */
const FENCE = /^(`{3,}|~{3,})[\w+#.-]*[ \t]*$/;

/** Whether a line is a fence: some tools give code and differences as Markdown. */
export const isFence = (line: string): boolean => FENCE.test(line);

/**
 * The code in a text that is one fenced block, and nothing else; any other text as it is. The end may be missing: the log
 * has the beginning of a long result.
 */
export function withoutFence(text: string): string {
	const lines = text.trim().split('\n');
	const [, fence] = FENCE.exec(lines[0]!) ?? [];
	if (fence === undefined) return text;
	const ends = (line: string) => {
		const [, mark, rest] = /^(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
		return mark !== undefined && rest!.trim() === '' && mark.startsWith(fence);
	};
	const end = lines.findIndex((line, index) => index > 0 && ends(line));
	if (end === -1) return lines.slice(1).join('\n');
	return end === lines.length - 1 ? lines.slice(1, -1).join('\n') : text;
}
