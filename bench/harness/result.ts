import type { Sample } from './stats.ts';

/** One row of the table: the result of Tool Audit (the subject), that of a baseline, and the goal. */
export interface Result {
	work: string;
	/** `null` when it could not be measured; the note has the reason. */
	subject: Sample | null;
	/** `null` when there is no baseline; a baseline without a sample could not be run here. */
	baseline: { name: string; sample: Sample | null } | null;
	goal: Goal;
	note?: string;
}

export interface Goal {
	text: string;
	/** What the goal applies to: the comparison, the subject alone, or nothing (informative only). */
	decides: 'ratio' | 'subject' | 'nothing';
	/** How the subject compares with the baseline, in the unit of the goal. */
	compare: (subject: number, baseline: number) => string;
	holds: (subject: number, baseline: number) => boolean;
}

export type Verdict = 'yes' | 'NO' | 'not measured' | '–';

export function timesAsFast(factor: number): Goal {
	return {
		text: `≥ ${factor} × as fast`,
		decides: 'ratio',
		compare: (subject, baseline) => `${short(baseline / subject)} × as fast`,
		holds: (subject, baseline) => baseline / subject >= factor,
	};
}

export function timesItsTime(factor: number): Goal {
	return {
		text: factor === 1 ? '≤ its time' : `≤ ${factor} × its time`,
		decides: 'ratio',
		compare: (subject, baseline) => `${short(subject / baseline)} × its time`,
		holds: (subject, baseline) => subject / baseline <= factor,
	};
}

export function timesItsRate(factor: number): Goal {
	return {
		text: factor === 1 ? '≥ its rate' : `≥ ${factor} × its rate`,
		decides: 'ratio',
		compare: (subject, baseline) => `${short(subject / baseline)} × its rate`,
		holds: (subject, baseline) => subject / baseline >= factor,
	};
}

export function atMost(bound: number, unit: Sample['unit']): Goal {
	return {
		text: `≤ ${bound} ${unit}`,
		decides: 'subject',
		compare: timesTheBaseline,
		holds: (subject) => subject <= bound,
	};
}

export function atLeast(bound: number, unit: Sample['unit']): Goal {
	return {
		text: `≥ ${bound} ${unit}`,
		decides: 'subject',
		compare: timesTheBaseline,
		holds: (subject) => subject >= bound,
	};
}

/** For percentages: how far the subject may be below the baseline. */
export function atMostPointsBelow(points: number): Goal {
	return {
		text: `≥ the baseline - ${points} points`,
		decides: 'ratio',
		compare: (subject, baseline) =>
			`${short(Math.abs(subject - baseline))} points ${subject < baseline ? 'below' : 'above'}`,
		holds: (subject, baseline) => subject >= baseline - points,
	};
}

export const NO_GOAL: Goal = {
	text: '–',
	decides: 'nothing',
	compare: timesTheBaseline,
	holds: () => true,
};

function timesTheBaseline(subject: number, baseline: number): string {
	return `${short(subject / baseline)} × the baseline's`;
}

export function verdictOf({ subject, baseline, goal }: Result): Verdict {
	if (!subject || (goal.decides === 'ratio' && !baseline?.sample)) return 'not measured';
	if (goal.decides === 'nothing') return '–';
	return goal.holds(subject.value, baseline?.sample?.value ?? NaN) ? 'yes' : 'NO';
}

export function ratioOf({ subject, baseline, goal }: Result): string {
	return subject && baseline?.sample ? goal.compare(subject.value, baseline.sample.value) : '–';
}

/** Three significant digits. */
export function short(value: number): string {
	if (value >= 1000) return Math.round(value).toLocaleString('en');
	return String(Number(value.toPrecision(3)));
}
