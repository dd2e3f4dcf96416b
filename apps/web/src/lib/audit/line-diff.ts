/** A line of a comparison: kept, taken away or added. */
export interface DiffLine {
	kind: 'same' | 'removed' | 'added';
	text: string;
}

/** The comparison costs the product of both; longer texts are shown as one taken away and one added. */
const CELLS_MAX = 250_000;

/** What turns one text into another, line by line: the longest common lines are kept. */
export function diffLines(before: string, after: string): DiffLine[] {
	const [old, now] = [before.split('\n'), after.split('\n')];
	if (old.length * now.length > CELLS_MAX) {
		return [...old.map((text) => removed(text)), ...now.map((text) => added(text))];
	}
	const common = commonLengths(old, now);
	const lines: DiffLine[] = [];
	let [i, j] = [0, 0];
	while (i < old.length || j < now.length) {
		if (i < old.length && j < now.length && old[i] === now[j]) {
			lines.push({ kind: 'same', text: old[i]! });
			i++;
			j++;
		} else if (i < old.length && (j >= now.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
			lines.push(removed(old[i++]!));
		} else {
			lines.push(added(now[j++]!));
		}
	}
	return lines;
}

const removed = (text: string): DiffLine => ({ kind: 'removed', text });
const added = (text: string): DiffLine => ({ kind: 'added', text });

/** `[i][j]`: how many lines the texts have in common from their lines i and j on. */
function commonLengths(old: string[], now: string[]): Uint32Array[] {
	const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
	for (let i = old.length - 1; i >= 0; i--) {
		for (let j = now.length - 1; j >= 0; j--) {
			rows[i]![j] =
				old[i] === now[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
		}
	}
	return rows;
}

/** The lines of a text that is a unified diff; `undefined` for any other text. */
export function readUnifiedDiff(text: string): DiffLine[] | undefined {
	if (!/^--- .*\n\+\+\+ /m.test(text)) return undefined;
	return text.split('\n').map((line) => {
		if (/^\+(?!\+\+ )/.test(line)) return added(line.slice(1));
		if (/^-(?!-- )/.test(line)) return removed(line.slice(1));
		return { kind: 'same', text: line.replace(/^ /, '') };
	});
}
