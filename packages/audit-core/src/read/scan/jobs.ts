/** What is done in one pass over a range of a file, by a worker or, where that is faster, on the spot. */
import type { Filter } from '../../format/filter.ts';
import { openZone } from '../../format/time.ts';
import { createSurvey, type Survey } from './survey.ts';
import { createTally, type Tally } from './tally.ts';
import { visitLines, type Range, type Visit } from './visit-lines.ts';
import { createRowVisitor } from './visit-rows.ts';

export interface SurveyJob {
	kind: 'survey';
}
export interface FindJob {
	kind: 'find';
	filter: Filter;
	timeZone: string;
}
export interface TallyJob {
	kind: 'tally';
	filter: Filter | null;
	timeZone: string;
	bucketSeconds: number;
}
export type Job = SurveyJob | FindJob | TallyJob;

/** What a job found in its range; `end` is behind the last line that a newline ends. */
export type Part<J extends Job> = { end: number } & (J extends SurveyJob
	? Survey
	: J extends FindJob
		? { offsets: number[] }
		: { tally: Tally });

/** A job made ready: expressions compiled, zone opened. */
export type ReadyJob<J extends Job> = (range: Range) => Visit<Part<J>>;

export function readyJob<J extends Job>(job: J): ReadyJob<J>;
export function readyJob(job: Job): ReadyJob<Job> {
	if (job.kind === 'survey') {
		return function* (range) {
			const survey = createSurvey();
			const end = yield* visitLines(range, survey);
			return { end, ...survey.result() };
		};
	}
	const zone = openZone(job.timeZone);
	const visitRows = createRowVisitor(job.filter, zone);
	if (job.kind === 'find') {
		return function* (range) {
			const offsets: number[] = [];
			const end = yield* visitLines(
				range,
				visitRows((_, offset) => offsets.push(offset)),
			);
			return { end, offsets };
		};
	}
	return function* (range) {
		const tally = createTally(job.bucketSeconds);
		const end = yield* visitLines(
			range,
			visitRows((facts) => tally.add(facts)),
		);
		return { end, tally: tally.result() };
	};
}
