import { diffArrays } from 'diff';

/** A line of a comparison: kept, removed or added. */
export interface DiffLine {
	kind: 'same' | 'removed' | 'added';
	text: string;
}

/** The time of a comparison grows with the square of the changed lines; above this, all lines are shown as changed. */
const CHANGED_LINES_MAX = 1_000;
/** All edits of a call are compared before any of them is shown, and there may be many. */
const COMPARISON_MS_MAX = 100;

/** Each edit line by line, as far as there is time; the rest is shown as changed in every line. */
export function diffEdits(edits: { before: string; after: string }[]): DiffLine[][] {
	const end = Date.now() + COMPARISON_MS_MAX;
	return edits.map(({ before, after }) => diffLines(before, after, end - Date.now()));
}

/** The difference of two texts, line by line, keeping the longest common sequence of lines. */
export function diffLines(before: string, after: string, timeoutMs = Infinity): DiffLine[] {
	const [old, now] = [before.split('\n'), after.split('\n')];
	const parts = diffArrays(old, now, { maxEditLength: CHANGED_LINES_MAX, timeout: timeoutMs });
	if (!parts) return [...old.map(removed), ...now.map(added)];
	return parts.flatMap((part) => {
		if (part.removed) return part.value.map(removed);
		return part.value.map(part.added ? added : same);
	});
}

const same = (text: string): DiffLine => ({ kind: 'same', text });
const removed = (text: string): DiffLine => ({ kind: 'removed', text });
const added = (text: string): DiffLine => ({ kind: 'added', text });

/** The lines of a text that is a unified diff; `undefined` for any other text. */
export function readUnifiedDiff(text: string): DiffLine[] | undefined {
	if (!/^--- .*\n\+\+\+ /m.test(text)) return undefined;
	return text.split('\n').map((line) => {
		if (/^\+(?!\+\+ )/.test(line)) return added(line.slice(1));
		if (/^-(?!-- )/.test(line)) return removed(line.slice(1));
		return same(line.replace(/^ /, ''));
	});
}
