import { join } from 'node:path';
import type { Summary } from '@tool-audit/core';
import { runChild, type Answer } from '../harness/child.ts';
import type { PageCall, TimedPage } from './read-day.ts';

export const PAGE_ROWS = 200;

/** Reads the given pages in a new process, with an index folder that may be empty. */
export async function readPages(
	home: string,
	data: string,
	calls: PageCall[],
): Promise<Answer<TimedPage[]>> {
	return runChild(join(import.meta.dirname, 'read-day.ts'), { home, data, calls });
}

/** Reads one page in a new process. */
export async function readPageOf(
	home: string,
	data: string,
	call: PageCall,
): Promise<TimedPage & { peakMb: number }> {
	const { result, peakMb } = await readPages(home, data, [call]);
	return { ...result[0]!, peakMb };
}

export interface TimedSummary {
	ms: number;
	summary: Summary;
}

/** Computes the summary several times in a new process. */
export async function readSummaries(
	home: string,
	data: string,
	times: number,
): Promise<TimedSummary[]> {
	const path = join(import.meta.dirname, 'summary.ts');
	return (await runChild<TimedSummary[]>(path, { home, data, times })).result;
}
