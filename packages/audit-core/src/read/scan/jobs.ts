/** What is done in one pass over a range of a file, by a worker or, where that is faster, on the spot. */
import type { Filter } from '../../format/filter.ts';
import { openZone } from '../../format/time.ts';
import { createSurvey, type Survey } from './survey.ts';
import { createAggregator, type Aggregate } from './aggregate.ts';
import { visitLines, type LineVisitor, type Range, type Visit } from './visit-lines.ts';
import { createRowVisitor } from './visit-rows.ts';

export interface SurveyJob {
	kind: 'survey';
}
export interface FindJob {
	kind: 'find';
	filter: Filter;
	timeZone: string;
	/** The same pass is a survey too. */
	surveys?: boolean;
}
export interface AggregateJob {
	kind: 'aggregate';
	filter: Filter | null;
	timeZone: string;
	bucketSeconds: number;
	surveys?: boolean;
}
export type Job = SurveyJob | FindJob | AggregateJob;

interface Surveyed {
	survey: Survey;
}
interface FoundOffsets {
	/** Where the rows begin, in the order of the file. */
	offsets: Float64Array<ArrayBuffer>;
}
interface Aggregated {
	aggregate: Aggregate;
}

/** What a job found in its range; `end` is behind the last line that a newline ends. */
export type Part<J extends Job> = { end: number } & Partial<Surveyed> &
	(J extends SurveyJob ? Surveyed : J extends FindJob ? FoundOffsets : Aggregated);

/** A job made ready: expressions compiled, zone opened. */
type ReadyJob<J extends Job> = (range: Range) => Visit<Part<J>>;

const READY_JOBS_MAX = 8;
/** The segments of a few files come in turn, and a job is made ready for all of them. */
const readyJobs = new Map<string, ReadyJob<Job>>();

export function readyJob<J extends Job>(job: J): ReadyJob<J>;
export function readyJob(job: Job): ReadyJob<Job> {
	const name = JSON.stringify(job);
	const ready = readyJobs.get(name) ?? makeReady(job);
	if (readyJobs.size >= READY_JOBS_MAX) readyJobs.clear();
	readyJobs.set(name, ready);
	return ready;
}

function makeReady(job: Job): ReadyJob<Job> {
	const looks = job.kind === 'survey' ? [survey] : [rowLook(job), ...(job.surveys ? [survey] : [])];
	return function* (range) {
		const begun = looks.map((begin) => begin());
		const visitors = begun.map(({ visitor }) => visitor);
		const end = yield* visitLines(range, visitors);
		return Object.assign({ end }, ...begun.map(({ found }) => found())) as Part<Job>;
	};
}

/** Begins to look at the lines of a range. */
type Look = () => { visitor: LineVisitor; found: () => Surveyed | FoundOffsets | Aggregated };

const survey: Look = () => {
	const visitor = createSurvey();
	return { visitor, found: () => ({ survey: visitor.result() }) };
};

function rowLook(job: FindJob | AggregateJob): Look {
	const visitRows = createRowVisitor(job.filter, openZone(job.timeZone));
	if (job.kind === 'find') {
		return () => {
			const offsets: number[] = [];
			const visitor = visitRows((_, offset) => offsets.push(offset));
			return { visitor, found: () => ({ offsets: new Float64Array(offsets) }) };
		};
	}
	return () => {
		const aggregator = createAggregator(job.bucketSeconds);
		const visitor = visitRows((fields) => aggregator.add(fields));
		return { visitor, found: () => ({ aggregate: aggregator.result() }) };
	};
}
