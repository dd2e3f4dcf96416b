/** Pseudo-random numbers, the same for the same seed. */
export interface Random {
	/** An integer from 0 to `end`, excluding `end`. */
	below(end: number): number;
	chance(probability: number): boolean;
	pick<T>(list: readonly T[]): T;
}

/** mulberry32: 32 bits of state, good enough to vary text, and no dependency. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (end: number) => Math.floor(next() * end);
	return {
		below,
		chance: (probability) => next() < probability,
		pick: (list) => list[below(list.length)]!,
	};
}
