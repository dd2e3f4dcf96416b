import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectEqual, withFolder, type Measure } from '../harness/bench.ts';
import { runChild } from '../harness/child.ts';
import { atMost, type Result } from '../harness/result.ts';
import { makePeople, startServer } from '../harness/server.ts';
import { percentile } from '../harness/stats.ts';
import type { TailInput } from '../subject/tail.ts';
import type { TailSseInput } from '../subject/tail-sse.ts';

const USER = 'ticker';
const LINES = 300;
const SUBJECT = join(import.meta.dirname, '../subject');

export const tail: Measure = {
	name: 'tail',
	title: 'A line on disk → delivered',
	async run() {
		return [
			latency('a line on disk → `audit.tail`, 95 of 100', await tailOfCore(), atMost(20, 'ms')),
			latency(
				"a line on disk → the server's stream, 95 of 100",
				await tailOfServer(),
				atMost(20, 'ms'),
			),
		];
	},
};

function latency(work: string, ages: number[], goal: Result['goal']): Result {
	expectEqual('lines delivered', ages.length, LINES);
	const at = (percent: number) => percentile(ages, percent);
	return {
		work,
		subject: { unit: 'ms', value: at(95), low: at(0), high: at(100), runs: LINES },
		baseline: null,
		goal,
		note: `${LINES} lines at random moments; 50 of 100 within ${at(50).toFixed(1)} ms, 99 within ${at(99).toFixed(1)} ms.`,
	};
}

async function tailOfCore(): Promise<number[]> {
	return withFolder(async (folder) => {
		const { home, data, file } = await makeHome(folder);
		const input: TailInput = { home, data, user: USER, file, lines: LINES };
		return (await runChild<number[]>(join(SUBJECT, 'tail.ts'), input)).result;
	});
}

async function tailOfServer(): Promise<number[]> {
	return withFolder(async (folder) => {
		const { home, data, file } = await makeHome(folder);
		const [person] = await makePeople(data, USER, 1);
		const server = await startServer({ home, data }, 'UTC');
		try {
			const input: TailSseInput = {
				...{ url: server.url, key: person!.key },
				...{ user: USER, file, lines: LINES },
			};
			return (await runChild<number[]>(join(SUBJECT, 'tail-sse.ts'), input)).result;
		} finally {
			await server.stop();
		}
	});
}

async function makeHome(folder: string) {
	const [home, data] = [join(folder, 'home'), join(folder, 'data')];
	const log = join(home, USER, 'tool_audit');
	await mkdir(log, { recursive: true });
	await mkdir(data);
	return { home, data, file: join(log, `${new Date().toISOString().slice(0, 10)}.jsonl`) };
}
