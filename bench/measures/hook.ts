import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expectEqual, inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { runCommand } from '../harness/child.ts';
import { atMost, timesItsTime } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { buildHook } from '../../packages/audit-capture/tools/build-hook.ts';

const EVENTS = 20;
const AT_ONCE = 40;
/** One call has nothing that looks like a secret; the other one an address. */
const COMMANDS = { plain: 'ls -la src', hint: 'git push https://github.com/ada/project' };
type Kind = keyof typeof COMMANDS;

export const hook: Measure = {
	name: 'hook',
	title: 'the hook of an agent: processor time of a call',
	async run({ runs }) {
		return withFolder(async (folder) => {
			const hook = join(folder, 'hook');
			await buildHook(hook);
			const script = join(hook, 'claude-code.cjs');
			const places = await Promise.all([makePlace(folder, 'plain'), makePlace(folder, 'hint')]);
			const times = { node: [] as number[], plain: [] as number[], hint: [] as number[] };
			let id = 0;
			await inTurn(
				runs,
				async () => times.node.push(await cpuOf(['-e', '0'], places[0], (id += EVENTS))),
				...places.map((place) => async () => {
					times[place.kind].push(await cpuOf(argsOf(script, place), place, (id += EVENTS)));
				}),
			);
			for (const place of places) expectEqual('lines', await countLines(place), runs * EVENTS);
			await runAtOnce(script, places[0]);
			expectEqual('lines at once', await countLines(places[0]), runs * EVENTS + AT_ONCE);
			const baseline = { name: '`node -e 0`', sample: sampleOf(times.node, 'ms') };
			return [
				{
					work: 'a hook that records a call, processor time',
					subject: sampleOf(times.plain, 'ms'),
					baseline,
					goal: timesItsTime(1.6),
					note: `User and system time of the process, mean of ${EVENTS}. Redaction on; the call has no hint of a secret. ${AT_ONCE} at once gave ${AT_ONCE} lines.`,
				},
				{
					work: 'the same, for a call that may hold a secret',
					subject: sampleOf(times.hint, 'ms'),
					baseline,
					goal: { ...timesItsTime(1.6), text: '–', decides: 'nothing' },
					note: 'The rules of redaction are loaded.',
				},
				{
					work: 'the hook’s program',
					subject: sampleOf([(await stat(script)).size / 1_000], 'kB'),
					baseline: null,
					goal: atMost(60, 'kB'),
					note: `Minified. ${(await readdir(hook)).length - 1} further files are loaded when they are needed.`,
				},
			];
		});
	},
};

interface Place {
	kind: Kind;
	folder: string;
	config: string;
}

async function makePlace(parent: string, kind: Kind): Promise<Place> {
	const folder = join(parent, kind);
	await mkdir(folder);
	const config = join(folder, 'config.json');
	const [home, data] = [join(folder, 'home'), join(folder, 'data')];
	await writeFile(config, JSON.stringify({ home, data, user: 'ada' }));
	return { kind, folder, config };
}

const argsOf = (script: string, { config }: Place) => [script, 'claude-code', '--config', config];

async function writeEvent({ kind, folder }: Place, id: number): Promise<string> {
	const path = join(folder, `event-${id}.json`);
	const event = {
		...{ session_id: 'ba489b65-1641-4d4a-ba09-67a4668bbf85', cwd: '/home/ada/project' },
		...{ hook_event_name: 'PostToolUse', tool_name: 'Bash', duration_ms: 18 },
		tool_input: { command: COMMANDS[kind], description: 'Look at the sources' },
		tool_response: { stdout: 'total 8\nmain.ts\nlog.ts\n', stderr: '', interrupted: false },
		tool_use_id: `toolu_${id}`,
	};
	await writeFile(path, JSON.stringify(event));
	return path;
}

/** Processor time of Node with these arguments, in milliseconds: the mean of `EVENTS` runs, each with another event. */
async function cpuOf(args: string[], place: Place, firstId: number): Promise<number> {
	const events: string[] = [];
	for (let n = 0; n < EVENTS; n++) events.push(await writeEvent(place, firstId + n));
	const loop = `for event in ${events.join(' ')}; do "$@" < "$event"; done; times`;
	const { stdout } = await runCommand('sh', ['-c', loop, 'sh', process.execPath, ...args]);
	// The second line is of the children: `0m1.23s 0m0.45s`.
	const [, children = ''] = stdout.trim().split('\n').slice(-2);
	const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
	const seconds = parts.map(([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds));
	return (seconds.reduce((sum, part) => sum + part, 0) / EVENTS) * 1_000;
}

async function runAtOnce(script: string, place: Place): Promise<void> {
	const ids = Array.from({ length: AT_ONCE }, (_, n) => 1_000_000 + n);
	const events = await Promise.all(ids.map((id) => writeEvent(place, id)));
	const all = events.map((event) => `"$@" < ${event} &`).join(' ');
	await runCommand('sh', ['-c', `${all} wait`, 'sh', process.execPath, ...argsOf(script, place)]);
}

async function countLines({ folder }: Place): Promise<number> {
	// Two files if the run passes midnight.
	const { stdout } = await runCommand('cat', ['--', ...globSync(join(folder, 'home/*/*/*.jsonl'))]);
	return stdout.split('\n').length - 1;
}
