import { diffArrays } from 'diff';
import { isFence } from './fence.ts';

/** A line of a comparison: kept, removed or added. */
export interface DiffLine {
	kind: 'same' | 'removed' | 'added';
	text: string;
	/** The line in parts, where it is another form of a line on the other side. */
	parts?: { text: string; isChanged: boolean }[];
}

/** Lines beside each other; `undefined` where a side has none. */
export type LinePair = [before: DiffLine | undefined, after: DiffLine | undefined];

/** The time of a comparison grows with the square of the changed lines; above this, all lines are shown as changed. */
const CHANGED_LINES_MAX = 1_000;
/** All edits of a call share this time, and there may be many. */
const COMPARISON_MS_MAX = 100;

/** Compares the edits of one call as far as there is time; after that, every line is shown as changed. */
export function createComparer(): (before: string, after: string) => DiffLine[] {
	let leftMs = COMPARISON_MS_MAX;
	return (before, after) => {
		const start = Date.now();
		const lines = diffLines(before, after, leftMs);
		leftMs -= Date.now() - start;
		return lines;
	};
}

/** The difference of two texts, line by line, keeping the longest common sequence of lines. */
export function diffLines(
	before: string,
	after: string,
	timeoutMs = COMPARISON_MS_MAX,
): DiffLine[] {
	const [old, now] = [before.split('\n'), after.split('\n')];
	const parts = diffArrays(old, now, { maxEditLength: CHANGED_LINES_MAX, timeout: timeoutMs });
	if (!parts) return [...old.map(removed), ...now.map(added)];
	return withWords(
		parts.flatMap((part) => {
			if (part.removed) return part.value.map(removed);
			return part.value.map(part.added ? added : same);
		}),
	);
}

const same = (text: string): DiffLine => ({ kind: 'same', text });
const removed = (text: string): DiffLine => ({ kind: 'removed', text });
const added = (text: string): DiffLine => ({ kind: 'added', text });

/** The lines of a text that is a unified diff, without the fence of Markdown around it; `undefined` for any other text. */
export function readUnifiedDiff(text: string): DiffLine[] | undefined {
	if (!/^--- .*\n\+\+\+ /m.test(text)) return undefined;
	return withWords(
		withoutFences(text.split('\n')).map((line) => {
			if (/^\+(?!\+\+ )/.test(line)) return added(line.slice(1));
			if (/^-(?!-- )/.test(line)) return removed(line.slice(1));
			return same(line.replace(/^ /, ''));
		}),
	);
}

/** Each line of a diff begins with a sign or a space, so a fence at the beginning of a line is none of them. */
function withoutFences(lines: string[]): string[] {
	const kept = lines.filter((line) => !isFence(line));
	if (kept.length === lines.length) return lines;
	return kept.slice(0, kept.findLastIndex((line) => line !== '') + 1);
}

/** The lines side by side: each removed one beside the added one in its place. */
export function pairLines(lines: DiffLine[]): LinePair[] {
	const pairs: LinePair[] = [];
	let firstAdded: number | undefined;
	for (const line of lines) {
		if (line.kind === 'added') {
			firstAdded ??= firstOfRemoved(pairs);
			const pair = pairs[firstAdded];
			if (pair) pair[1] = line;
			else pairs.push([undefined, line]);
			firstAdded++;
		} else {
			pairs.push(line.kind === 'same' ? [line, line] : [line, undefined]);
			firstAdded = undefined;
		}
	}
	return pairs;
}

/** Where the removed lines at the end begin. */
function firstOfRemoved(pairs: LinePair[]): number {
	return pairs.findLastIndex(([, after]) => after !== undefined) + 1;
}

const WORD_LINES_MAX = 200;
const WORD_CHARS_MAX = 500;
const CHANGED_WORDS_MAX = 40;
/** Lines with less in common are two lines, and not two forms of one. */
const COMMON_SHARE_MIN = 0.3;
const WORD = /[\p{L}\p{N}_]+|\s+|./gu;

/** Marks the words that differ between a removed line and the added one in its place. */
function withWords(lines: DiffLine[]): DiffLine[] {
	const changed = pairLines(lines)
		.filter(([before, after]) => before?.kind === 'removed' && after)
		.slice(0, WORD_LINES_MAX);
	for (const [before, after] of changed) markWords(before!, after!);
	return lines;
}

function markWords(before: DiffLine, after: DiffLine): void {
	const longest = Math.max(before.text.length, after.text.length);
	if (longest > WORD_CHARS_MAX) return;
	const [old, now] = [before, after].map(({ text }) => text.match(WORD) ?? []);
	const parts = diffArrays(old!, now!, { maxEditLength: CHANGED_WORDS_MAX });
	if (!parts) return;
	const kept = parts.filter(({ added, removed }) => !added && !removed);
	const keptChars = kept.reduce((sum, { value }) => sum + value.join('').trim().length, 0);
	if (keptChars < longest * COMMON_SHARE_MIN) return;
	const side = (other: 'added' | 'removed') =>
		parts
			.filter((part) => !part[other])
			.map(({ value, added, removed }) => ({ text: value.join(''), isChanged: added || removed }));
	before.parts = side('added');
	after.parts = side('removed');
}
