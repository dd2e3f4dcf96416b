/** What is done in one pass over a range of a file, in a worker thread or, for a short range, on the spot. */
import type { Filter } from '../../format/filter.ts';
import { rowsOf, type RawRow } from '../../format/row.ts';
import { openZone } from '../../format/time.ts';
import { createFind } from './find.ts';
import { createSurvey, type Survey } from './survey.ts';
import { createTally, type Tally } from './tally.ts';
import { visitLines, type LineVisitor, type Range, type ReadBytes } from './visit-lines.ts';
import { lineAt, walkLines } from './walk-lines.ts';

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
export type ReadyJob<J extends Job> = (read: ReadBytes, range: Range) => Part<J>;

export function readyJob<J extends Job>(job: J): ReadyJob<J>;
export function readyJob(job: Job): ReadyJob<Job> {
	if (job.kind === 'survey') {
		return (read, range) => {
			const survey = createSurvey();
			const end = visitLines(read, range, survey);
			return { end, ...survey.result() };
		};
	}
	const visitRows = job.filter ? createFind(job.filter, job.timeZone) : visitAllRows;
	if (job.kind === 'find') {
		return (read, range) => {
			const offsets: number[] = [];
			const end = visitLines(
				read,
				range,
				visitRows((row) => offsets.push(row.offset)),
			);
			return { end, offsets };
		};
	}
	const zone = openZone(job.timeZone);
	return (read, range) => {
		const tally = createTally(zone, job.bucketSeconds);
		const end = visitLines(
			read,
			range,
			visitRows((row) => tally.add(row)),
		);
		return { end, tally: tally.result() };
	};
}

function visitAllRows(visit: (row: RawRow) => void): LineVisitor {
	return {
		block(bytes, offset) {
			walkLines(bytes, (start, end) => {
				rowsOf(lineAt(bytes, offset, start, end), { exact: false }).forEach(visit);
			});
		},
		long: (line) => rowsOf(line).forEach(visit),
	};
}
