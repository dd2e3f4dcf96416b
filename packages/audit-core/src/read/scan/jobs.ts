/** The jobs of one pass over a range of a file, run by a worker or, when that is faster, in the main thread. */
import type { FoundText } from '../../format/entry.ts';
import type { Filter } from '../../format/filter.ts';
import { rowsOf, type Line } from '../../format/row.ts';
import { openZone } from '../../format/time.ts';
import type { Kernels } from './kernels.ts';
import { createSurvey, type Survey } from './survey.ts';
import { createAggregateVisits } from './aggregate-visitor.ts';
import { BUCKET_SECONDS, createAggregator, type Aggregate } from './aggregate.ts';
import { createHitFinder } from './find-hit.ts';
import { surveyLogs, type SurveyedLogs, type SurveyLogsJob } from './survey-logs.ts';
import { createSecretVisits, type SecretCounts, type SecretSearch } from './secrets.ts';
import type { Range, Visit } from '../io/visit.ts';
import { visitLines, type LineVisitor } from './visit-lines.ts';
import { createRowVisitor } from './visit-rows.ts';
import { lineAt, walkLines, type KnownLines } from './walk-lines.ts';

export interface SurveyJob {
	kind: 'survey';
}
export interface FindJob {
	kind: 'find';
	filter: Filter;
	timeZone: string;
	/** What is known of the lines of the whole file. */
	known?: KnownLines;
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
export interface SecretsJob {
	kind: 'secrets';
	search: SecretSearch;
	surveys?: boolean;
}
/** Its range is one line that matches the filter, of which the first row is searched. */
export interface HitJob {
	kind: 'hit';
	filter: Filter;
	surveys?: never;
}
export type Job = SurveyJob | FindJob | AggregateJob | SecretsJob | HitJob | SurveyLogsJob;

interface Surveyed {
	survey: Survey;
}
interface FoundOffsets {
	/** Offsets of the rows, in file order. */
	offsets: Float64Array<ArrayBuffer>;
}
interface Aggregated {
	aggregate: Aggregate;
}
interface FoundHit {
	found: FoundText | null;
}
interface FoundLogs {
	logs: SurveyedLogs;
}
interface CountedSecrets {
	/** Positions are those in the range. */
	secrets: SecretCounts;
}

/** The result of a job for its range; `end` is the offset after the last line that ends with a newline. */
export type Part<J extends Job> = { end: number } & Partial<Surveyed> &
	(J extends SurveyJob
		? Surveyed
		: J extends FindJob
			? FoundOffsets
			: J extends SecretsJob
				? CountedSecrets
				: J extends HitJob
					? FoundHit
					: J extends SurveyLogsJob
						? FoundLogs
						: Aggregated);

/** A prepared job: expressions compiled, zone opened. Kernels serve one visit at a time. */
type ReadyJob<J extends Job> = (range: Range, kernels: Kernels) => Visit<Part<J>>;

const READY_JOBS_MAX = 8;
/** The segments of a few files are scanned in turn, and a job is prepared once for all of them. */
const readyJobs = new Map<string, ReadyJob<Job>>();

export function readyJob<J extends Job>(job: J): ReadyJob<J>;
export function readyJob(job: Job): ReadyJob<Job> {
	if (job.kind === 'logs') return (_, kernels) => logsVisit(job, kernels);
	const name = JSON.stringify(job);
	const ready = readyJobs.get(name) ?? prepareJob(job);
	if (readyJobs.size >= READY_JOBS_MAX) readyJobs.clear();
	readyJobs.set(name, ready);
	return ready;
}

/** It reads by itself, and is never run twice. */
// eslint-disable-next-line require-yield
function* logsVisit(job: SurveyLogsJob, kernels: Kernels): Visit<Part<SurveyLogsJob>> {
	return { end: 0, logs: surveyLogs(job, kernels) };
}

function prepareJob(job: Exclude<Job, SurveyLogsJob>): ReadyJob<Job> {
	const starts = startsOf(job);
	return function* (range, kernels) {
		const visits = starts.map((start) => start(kernels));
		const end = yield* visitLines(range, kernels, visits);
		return Object.assign({ end }, ...visits.map((visit) => visit.found())) as Part<Job>;
	};
}

/** Starts to visit the lines of a range; `found` returns the result afterwards. */
type StartVisit = (kernels: Kernels) => LineVisitor & {
	found(): Partial<Surveyed & FoundOffsets & Aggregated & CountedSecrets & FoundHit>;
};

function startsOf(job: Exclude<Job, SurveyLogsJob>): StartVisit[] {
	if (job.kind === 'survey') return [surveyVisit(true)];
	if (job.kind === 'hit') return [hitVisit(job)];
	if (job.kind === 'aggregate' && !job.filter && job.bucketSeconds === BUCKET_SECONDS) {
		return [wholeAggregateVisit(job)];
	}
	return job.surveys ? [surveyVisit(false), rowVisit(job)] : [rowVisit(job)];
}

function rowVisit(job: FindJob | AggregateJob | SecretsJob): StartVisit {
	if (job.kind === 'find') return findVisit(job);
	return job.kind === 'secrets' ? secretsVisit(job) : aggregateVisit(job);
}

function surveyVisit(isAlone: boolean): StartVisit {
	return (kernels) => {
		const survey = createSurvey(kernels, isAlone);
		return { ...survey, found: () => ({ survey: survey.result() }) };
	};
}

function findVisit({ filter, timeZone, known }: FindJob): StartVisit {
	const visitRows = createRowVisitor(filter, openZone(timeZone), known);
	return (kernels) => {
		const offsets: number[] = [];
		const visitor = visitRows(kernels, (_, offset) => offsets.push(offset));
		return { ...visitor, found: () => ({ offsets: new Float64Array(offsets) }) };
	};
}

function aggregateVisit({ filter, timeZone, bucketSeconds }: AggregateJob): StartVisit {
	const visitRows = createRowVisitor(filter ?? {}, openZone(timeZone));
	return (kernels) => {
		const aggregator = createAggregator(bucketSeconds);
		const visitor = visitRows(kernels, (fields) => aggregator.add(fields));
		return { ...visitor, found: () => ({ aggregate: aggregator.result() }) };
	};
}

/** It is a survey too. */
function wholeAggregateVisit({ timeZone, surveys }: AggregateJob): StartVisit {
	const startVisit = createAggregateVisits(openZone(timeZone));
	return (kernels) => {
		const visit = startVisit(kernels);
		const found = () => {
			const { aggregate, survey } = visit.result();
			return { aggregate, ...(surveys && { survey }) };
		};
		return { ...visit, found };
	};
}

function secretsVisit({ search }: SecretsJob): StartVisit {
	const startVisit = createSecretVisits(search);
	return () => {
		const visitor = startVisit();
		return { ...visitor, found: () => ({ secrets: visitor.result() }) };
	};
}

function hitVisit({ filter }: HitJob): StartVisit {
	const findHit = createHitFinder(filter);
	return () => {
		let found: FoundText | null = null;
		function visitLine(line: Line): void {
			const [row] = rowsOf(line);
			found = row ? findHit(row) : null;
		}
		return {
			block: (block) => walkLines(block, (start, end) => visitLine(lineAt(block, start, end))),
			line: visitLine,
			found: () => ({ found }),
		};
	};
}
