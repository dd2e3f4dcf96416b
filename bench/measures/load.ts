import { copyFile, mkdir } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DAY, TIME_ZONE, USER } from '../day/plan.ts';
import type { GeneratedDay } from '../day/make-day.ts';
import { expectEqual, withFolder, type Measure } from '../harness/bench.ts';
import { runChild, type Answer } from '../harness/child.ts';
import { atMost, NO_GOAL } from '../harness/result.ts';
import { memoryGrowth } from '../harness/growth.ts';
import { makePeople, startServer, type Folders, type RunningServer } from '../harness/server.ts';
import { percentile } from '../harness/stats.ts';
import type { PeopleInput } from '../load/people.ts';
import type { RecorderInput } from '../load/recorder.ts';
import type { Lateness, TailsInput } from '../load/tails.ts';

/** Time for the children to start and the tails to connect. */
const LEAD_MS = 5_000;
const PATIENCE_MS = 10_000;
const LOAD = join(import.meta.dirname, '../load');

export interface Load {
	name: string;
	/** How many people read, and how many tails are open. */
	people: number;
	/** Entries that are recorded in a second. */
	perSecond: number;
	/** How long a page may take for 99 of 100, in milliseconds. */
	pageMs: number;
}

export const USUAL_LOAD: Load = { name: 'load', people: 50, perSecond: 1_000, pageMs: 100 };
export const HIGH_LOAD: Load = { name: 'load-high', people: 500, perSecond: 100, pageMs: 500 };

/** The load as options change it. What a page may take is only known of the two above. */
export function loadWith(load: Load, changed: Pick<Load, 'people' | 'perSecond'>): Load {
	const known = [USUAL_LOAD, HIGH_LOAD].find(
		({ people, perSecond }) => people === changed.people && perSecond === changed.perSecond,
	);
	return { ...load, ...changed, pageMs: known?.pageMs ?? Infinity };
}

export const underLoad = (load: Load): Measure => ({
	name: load.name,
	title: `${load.people} people reading, ${load.people} tails, a recorder at ${rateOf(load)}`,
	run: ({ day, seconds }) =>
		withFolder(async (folder) => {
			const folders = await makeHome(folder, day);
			const people = await makePeople(folders.data, USER, load.people);
			const keys = people.map(({ key }) => key);
			const server = await startServer(folders, TIME_ZONE);
			const lines = load.perSecond * seconds;
			const inputs = {
				people: {
					...{ url: server.url, keys, user: USER, day: DAY, entries: day.entries },
					...{ leadMs: LEAD_MS, seconds },
				} satisfies PeopleInput,
				tails: {
					...{ url: server.url, keys, user: USER, lines },
					endsAfterMs: LEAD_MS + seconds * 1000 + PATIENCE_MS,
				} satisfies TailsInput,
				recorder: {
					...{ home: folders.home, timeZone: TIME_ZONE, user: USER, leadMs: LEAD_MS },
					...{ perSecond: load.perSecond, calls: lines },
				} satisfies RecorderInput,
			};
			try {
				const [people, tails, recorder, watched] = await allEnded([
					child<number[]>('people.ts', inputs.people),
					child<Lateness>('tails.ts', inputs.tails),
					child<number>('recorder.ts', inputs.recorder),
					watch(server, seconds),
				]);
				expectEqual('written', recorder.result, lines);
				const work = `CPU seconds in ${seconds} s on ${availableParallelism()} cores: server ${round(watched.serverSeconds)}, the people ${round(people.cpuSeconds)}, the listeners ${round(tails.cpuSeconds)}, the recorder ${round(recorder.cpuSeconds)}; idle ${round(watched.idleSeconds)}.`;
				return results(load, {
					...{ pages: people.result, lateness: tails.result, memory: watched.memory },
					...{ lines, seconds, work },
				});
			} finally {
				await server.stop();
			}
		}),
});

function rateOf({ perSecond }: Load): string {
	return `${perSecond.toLocaleString('en')} entries a second`;
}

interface Seen {
	pages: number[];
	lateness: Lateness;
	memory: number[];
	lines: number;
	seconds: number;
	/** Processor time by process. */
	work: string;
}

function results(load: Load, { pages, lateness, memory, lines, seconds, work }: Seen) {
	const { people, pageMs } = load;
	const name = `${people} people, ${load.perSecond.toLocaleString('en')} entries a second`;
	const at = (percent: number) => percentile(pages, percent);
	const missing = lines * people - lateness.delivered;
	return [
		{
			work: `${name}: a page, 99 of 100`,
			subject: {
				unit: 'ms' as const,
				value: at(99),
				low: at(0),
				high: at(100),
				runs: pages.length,
			},
			baseline: null,
			goal: pageMs === Infinity ? NO_GOAL : atMost(pageMs, 'ms'),
			note: `${people} people reading 200 rows at random positions, ${people} tails, one recorder at ${rateOf(load)}, ${seconds} s, all on this machine, the day opened before; ${pages.length} pages, 50 of 100 within ${at(50).toFixed(1)} ms. ${work}`,
		},
		{
			work: `${name}: the latest entry of all`,
			subject: {
				...{ unit: 'ms' as const, value: missing > 0 ? Infinity : lateness.maxMs },
				...{ low: lateness.p50Ms, high: lateness.maxMs, runs: lateness.delivered },
			},
			baseline: null,
			goal: atMost(1_000, 'ms'),
			note:
				missing > 0
					? `${missing} of ${lines * people} deliveries did not arrive within ${PATIENCE_MS / 1000} s after the end.`
					: `From the call of \`record\` to each of the ${people} listeners; half within ${lateness.p50Ms} ms, 99 of 100 within ${lateness.p99Ms} ms.`,
		},
		memoryGrowth(`${name}: growth of the server’s memory`, memory),
	];
}

function child<Result>(script: string, input: unknown): Promise<Answer<Result>> {
	return runChild<Result>(join(LOAD, script), input);
}

/** Waits for all children before it reports a failure, so that none is still running when the folder is removed. */
async function allEnded<T extends unknown[]>(works: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
	await Promise.allSettled(works);
	return Promise.all(works);
}

/** During the load: the server's memory once a second, and the processor time used. */
async function watch(server: RunningServer, seconds: number) {
	const memory: number[] = [];
	await wait(LEAD_MS);
	const [serverBefore, idleBefore] = [server.cpuSeconds() ?? NaN, idleSeconds()];
	for (let second = 0; second < seconds; second++) {
		const now = server.residentMb();
		if (now !== null) memory.push(now);
		await wait(1_000);
	}
	const serverSeconds = (server.cpuSeconds() ?? NaN) - serverBefore;
	return { memory, serverSeconds, idleSeconds: idleSeconds() - idleBefore };
}

/** Processor time of all cores since the machine started. */
function idleSeconds(): number {
	return cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1000;
}

function round(seconds: number): string {
	return seconds.toFixed(0);
}

/** A copy, because the load adds another day to the log, and a home must not contain links. */
async function makeHome(folder: string, day: GeneratedDay): Promise<Folders> {
	const file = day.file.replace(day.home, join(folder, 'home'));
	await mkdir(dirname(file), { recursive: true });
	await mkdir(join(folder, 'data'));
	await copyFile(day.file, file);
	return { home: join(folder, 'home'), data: join(folder, 'data') };
}
