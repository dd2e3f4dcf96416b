/**
 * The lines that a change removes and adds, for a person to look at before it is made. Lines that stay are left out.
 */
export interface DiffLine {
	mark: '-' | '+';
	/** Counts from 1, in the text before for `-` and in the text after for `+`. */
	line: number;
	text: string;
}

/** Pairs of lines that are compared; beyond it, all lines between the first and the last change are shown as changed. */
const PAIRS_MAX = 4_000_000;

export function diffLines(before: string | null, after: string | null): DiffLine[] {
	const old = linesOf(before);
	const fresh = linesOf(after);
	const shorter = Math.min(old.length, fresh.length);
	let head = 0;
	while (head < shorter && old[head] === fresh[head]) head++;
	let tail = 0;
	while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
	const oldEnd = old.length - tail;
	const freshEnd = fresh.length - tail;
	const common = commonLengths(old.slice(head, oldEnd), fresh.slice(head, freshEnd));

	const lines: DiffLine[] = [];
	let at = head;
	let freshAt = head;
	while (at < oldEnd || freshAt < freshEnd) {
		if (at < oldEnd && freshAt < freshEnd && old[at] === fresh[freshAt] && common) {
			at++;
			freshAt++;
		} else if (
			at < oldEnd &&
			!(freshAt < freshEnd && common?.isLongerByAdding(at - head, freshAt - head))
		) {
			lines.push({ mark: '-', line: at + 1, text: old[at++]! });
		} else {
			lines.push({ mark: '+', line: freshAt + 1, text: fresh[freshAt++]! });
		}
	}
	return lines;
}

/** The text after the last line end is a line only if there is any. */
function linesOf(text: string | null): string[] {
	const lines = (text ?? '').split(/\r\n|\n|\r/);
	return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** The longest common subsequence, from each pair of places on; `null` when there are too many pairs. */
function commonLengths(old: readonly string[], fresh: readonly string[]) {
	const width = fresh.length + 1;
	if ((old.length + 1) * width > PAIRS_MAX) return null;
	const lengths = new Uint32Array((old.length + 1) * width);
	for (let at = old.length - 1; at >= 0; at--) {
		for (let freshAt = fresh.length - 1; freshAt >= 0; freshAt--) {
			const here = at * width + freshAt;
			lengths[here] =
				old[at] === fresh[freshAt]
					? lengths[here + width + 1]! + 1
					: Math.max(lengths[here + width]!, lengths[here + 1]!);
		}
	}
	return {
		isLongerByAdding: (at: number, freshAt: number) =>
			lengths[at * width + freshAt + 1]! > lengths[(at + 1) * width + freshAt]!,
	};
}
