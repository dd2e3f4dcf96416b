/** A long list of numbers in slices of some thousands. Adding to it copies one slice, so it never takes long. */
export type Slices = readonly Float64Array[];

const SLICE_NUMBERS_MAX = 8 * 1024;

export function countOf(slices: Slices): number {
	return slices.reduce((sum, { length }) => sum + length, 0);
}

export function append(slices: Slices, more: Float64Array): Slices {
	const last = slices.at(-1);
	if (!last || last.length + more.length > SLICE_NUMBERS_MAX) return [...slices, more];
	const both = new Float64Array(last.length + more.length);
	both.set(last);
	both.set(more, last.length);
	return [...slices.slice(0, -1), both];
}

/** The numbers at the indexes `[from, to)`. */
export function between(slices: Slices, from: number, to: number): number[] {
	const found: number[] = [];
	let before = 0;
	for (const slice of slices) {
		if (before >= to) break;
		found.push(...slice.subarray(Math.max(0, from - before), Math.max(0, to - before)));
		before += slice.length;
	}
	return found;
}

/** Every second number, beginning with the first. */
export function halved(slices: Slices): Slices {
	let before = 0;
	return slices.map((slice) => {
		const kept = everyNth(slice, 2, before);
		before += slice.length;
		return kept;
	});
}

/** The numbers whose index in the whole list is a multiple of `n`. `before` numbers precede them in the list. */
export function everyNth(numbers: Float64Array, n: number, before: number): Float64Array {
	if (n === 1) return numbers;
	const first = (n - (before % n)) % n;
	const kept = new Float64Array(Math.max(0, Math.ceil((numbers.length - first) / n)));
	for (let at = 0; at < kept.length; at++) kept[at] = numbers[first + at * n]!;
	return kept;
}
