import type { Sample } from './stats.ts';

/** One row of the table: our work beside a peer's, and what was wanted of it. */
export interface Figure {
	work: string;
	/** `null` when it could not be measured; the note says why. */
	ours: Sample | null;
	/** `null` when there is nobody to stand beside; a peer without a sample could not be had. */
	peer: { name: string; sample: Sample | null } | null;
	goal: Goal;
	note?: string;
}

export interface Goal {
	text: string;
	/** What decides: the comparison, our own figure alone, or nothing (worth knowing, not promised). */
	decides: 'ratio' | 'ours' | 'nothing';
	/** How ours compares with the peer, in the words of the goal. */
	compare: (ours: number, peer: number) => string;
	holds: (ours: number, peer: number) => boolean;
}

export type Verdict = 'yes' | 'NO' | 'not measured' | '–';

export function timesAsFast(factor: number): Goal {
	return {
		text: `≥ ${factor} × as fast`,
		decides: 'ratio',
		compare: (ours, peer) => `${short(peer / ours)} × as fast`,
		holds: (ours, peer) => peer / ours >= factor,
	};
}

export function timesItsTime(factor: number): Goal {
	return {
		text: factor === 1 ? '≤ its time' : `≤ ${factor} × its time`,
		decides: 'ratio',
		compare: (ours, peer) => `${short(ours / peer)} × its time`,
		holds: (ours, peer) => ours / peer <= factor,
	};
}

export function timesItsRate(factor: number): Goal {
	return {
		text: factor === 1 ? '≥ its rate' : `≥ ${factor} × its rate`,
		decides: 'ratio',
		compare: (ours, peer) => `${short(ours / peer)} × its rate`,
		holds: (ours, peer) => ours / peer >= factor,
	};
}

export function atMost(bound: number, unit: Sample['unit']): Goal {
	return {
		text: `≤ ${bound} ${unit}`,
		decides: 'ours',
		compare: timesThePeers,
		holds: (ours) => ours <= bound,
	};
}

export const NO_GOAL: Goal = {
	text: '–',
	decides: 'nothing',
	compare: timesThePeers,
	holds: () => true,
};

function timesThePeers(ours: number, peer: number): string {
	return `${short(ours / peer)} × the peer's`;
}

export function verdictOf({ ours, peer, goal }: Figure): Verdict {
	if (!ours || (goal.decides === 'ratio' && !peer?.sample)) return 'not measured';
	if (goal.decides === 'nothing') return '–';
	return goal.holds(ours.value, peer?.sample?.value ?? NaN) ? 'yes' : 'NO';
}

export function ratioOf({ ours, peer, goal }: Figure): string {
	return ours && peer?.sample ? goal.compare(ours.value, peer.sample.value) : '–';
}

/** Three digits that count. */
export function short(value: number): string {
	if (value >= 1000) return Math.round(value).toLocaleString('en');
	return String(Number(value.toPrecision(3)));
}
