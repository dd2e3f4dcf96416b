import { mkdtemp, rm } from 'node:fs/promises';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER, type GeneratedDay } from '../day/make-day.ts';
import type { Result } from './result.ts';

/** What a measure is given. */
export interface Bench {
	day: GeneratedDay;
	/** Times that a quick work is repeated; a slow one is run `slowRuns` times. */
	runs: number;
	slowRuns: number;
	/** Length of the load. */
	seconds: number;
	/** Length of the live view. */
	minutes: number;
}

export interface Measure {
	name: string;
	/** What its rows are about, for the list and for when it fails as a whole. */
	title: string;
	run(bench: Bench): Promise<Result[]>;
}

/** A folder on the disk of the generated day, gone afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(CACHE_FOLDER, 'run-'));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The subject and the baseline in turn, so that a noisy minute of the machine troubles both alike. */
export async function inTurn(runs: number, ...works: (() => Promise<unknown>)[]): Promise<void> {
	for (let run = 0; run < runs; run++) for (const work of works) await work();
}

/** Reads a file once, so that whoever comes first does not pay the disk for all. */
export function warm(file: string): void {
	const buffer = new Uint8Array(1 << 20);
	const descriptor = openSync(file, 'r');
	while (readSync(descriptor, buffer) > 0);
	closeSync(descriptor);
}

/** A speed of a wrong answer is no speed. */
export function expectEqual(what: string, got: unknown, wanted: unknown): void {
	if (got !== wanted) {
		throw new Error(`Wrong answer: ${what} is ${String(got)}, and must be ${String(wanted)}.`);
	}
}
