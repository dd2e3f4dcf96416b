import { mkdtemp, rm } from 'node:fs/promises';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER, type GeneratedDay } from '../day/make-day.ts';
import type { Result } from './result.ts';

/** The options of a measure. */
export interface Bench {
	day: GeneratedDay;
	/** How often quick work is repeated; slow work is run `slowRuns` times. */
	runs: number;
	slowRuns: number;
	/** Duration of the load. */
	seconds: number;
	/** Duration of the live view. */
	minutes: number;
}

export interface Measure {
	name: string;
	/** What the measure is about, for `--list` and for an error. */
	title: string;
	run(bench: Bench): Promise<Result[]>;
}

/** A temporary folder on the same disk as the generated day. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(CACHE_FOLDER, 'run-'));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Runs the subject and the baseline alternately, so that other load on the machine affects both. */
export async function inTurn(runs: number, ...works: (() => Promise<unknown>)[]): Promise<void> {
	for (let run = 0; run < runs; run++) for (const work of works) await work();
}

/** Reads a file once, so that the first run is not slower because of the disk. */
export function warm(file: string): void {
	const buffer = new Uint8Array(1 << 20);
	const descriptor = openSync(file, 'r');
	while (readSync(descriptor, buffer) > 0);
	closeSync(descriptor);
}

/** Fails when a result is wrong: its speed would mean nothing. */
export function expectEqual(what: string, got: unknown, wanted: unknown): void {
	if (got !== wanted) {
		throw new Error(`Wrong answer: ${what} is ${String(got)}, and must be ${String(wanted)}.`);
	}
}
