/**
 * Benchmarks: Tool Audit compared with baselines in the same run, on a generated day.
 *
 *     pnpm bench [names…] [--entries N] [--runs N] [--seconds N] [--minutes N] [--people N] [--per-second N] [--json file] [--write] [--list]
 *
 * `--seconds` is the duration of the load, `--people` and `--per-second` are its size; `--minutes` is the duration of the
 * live view. To check an hour of it for leaks:
 *
 *     pnpm bench page-live --minutes 60
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CACHE_FOLDER, makeDay } from './day/make-day.ts';
import { ENTRIES_DEFAULT } from './day/plan.ts';
import { warm, type Measure } from './harness/bench.ts';
import { NO_GOAL, ratioOf, verdictOf, type Result } from './harness/result.ts';
import { describeMachine, loadBefore } from './harness/machine.ts';
import { writePage } from './harness/page.ts';
import { plainTable } from './harness/table.ts';
import { allUsers } from './measures/all-users.ts';
import { anyPosition } from './measures/any-position.ts';
import { denied } from './measures/denied.ts';
import { eventLoop } from './measures/event-loop.ts';
import { firstPage } from './measures/first-page.ts';
import { hook } from './measures/hook.ts';
import { hostile } from './measures/hostile.ts';
import { importHistory } from './measures/import.ts';
import { indexBuild } from './measures/index-build.ts';
import { HIGH_LOAD, loadWith, underLoad, USUAL_LOAD, type Load } from './measures/load.ts';
import { libraries } from './measures/libraries.ts';
import { pageCost } from './measures/page-cost.ts';
import { pageFeel } from './measures/page-feel.ts';
import { pageLive } from './measures/page-live.ts';
import { pageTyping } from './measures/page-typing.ts';
import { pageWeight } from './measures/page-weight.ts';
import { rareWord } from './measures/rare-word.ts';
import { record } from './measures/record.ts';
import { recordedCalls } from './measures/recorded-calls.ts';
import { redaction } from './measures/redaction.ts';
import { searchDays } from './measures/search-days.ts';
import { smallDay } from './measures/small-day.ts';
import { summary } from './measures/summary.ts';
import { tail } from './measures/tail.ts';
import { warmServer } from './measures/warm.ts';

const { values: options, positionals: names } = parseArgs({
	allowPositionals: true,
	options: {
		entries: { type: 'string', default: String(ENTRIES_DEFAULT) },
		runs: { type: 'string', default: '5' },
		seconds: { type: 'string', default: '60' },
		people: { type: 'string', default: String(USUAL_LOAD.people) },
		'per-second': { type: 'string', default: String(USUAL_LOAD.perSecond) },
		minutes: { type: 'string', default: '3' },
		json: { type: 'string' },
		write: { type: 'boolean', default: false },
		list: { type: 'boolean', default: false },
	},
});
const MEASURES: Measure[] = [
	firstPage,
	anyPosition,
	indexBuild,
	rareWord,
	denied,
	summary,
	smallDay,
	warmServer,
	searchDays,
	eventLoop,
	record,
	hostile,
	redaction,
	libraries,
	hook,
	importHistory,
	recordedCalls,
	allUsers,
	tail,
	pageCost,
	underLoad(loadWith(USUAL_LOAD, wantedLoad())),
	underLoad(HIGH_LOAD),
	pageWeight,
	pageFeel,
	pageTyping,
	pageLive,
];

const unknown = names.filter((name) => !MEASURES.some((measure) => measure.name === name));
if (unknown.length > 0) stop(`Unknown measure: ${unknown.join(', ')}.`);
if (options.list) {
	for (const { name, title } of MEASURES) console.log(`${name.padEnd(14)} ${title}`);
	process.exit();
}
const load = loadBefore();
const entries = wholeNumber('entries', options.entries);
const { people, perSecond } = wantedLoad();
const isUsual = people === USUAL_LOAD.people && perSecond === USUAL_LOAD.perSecond;
if (options.write && (names.length > 0 || entries !== ENTRIES_DEFAULT || !isUsual)) {
	stop(
		'--write keeps the results of all measures on the full day: leave out names, --entries, --people and --per-second.',
	);
}

mkdirSync(CACHE_FOLDER, { recursive: true });
console.error(`Generating a day of ${entries.toLocaleString('en')} entries, unless it exists …`);
const day = makeDay(entries);
const runs = wholeNumber('runs', options.runs);
const bench = {
	day,
	runs,
	slowRuns: Math.min(runs, 3),
	seconds: wholeNumber('seconds', options.seconds),
	minutes: wholeNumber('minutes', options.minutes),
};

const results: Result[] = [];
for (const measure of MEASURES.filter(({ name }) => names.length === 0 || names.includes(name))) {
	console.error(`${measure.title} …`);
	warm(day.file);
	try {
		results.push(...(await measure.run(bench)));
	} catch (error) {
		const note = error instanceof Error ? error.message : String(error);
		results.push({ work: measure.title, subject: null, baseline: null, goal: NO_GOAL, note });
		process.exitCode = 1;
	}
}

const setting = [
	`${entries.toLocaleString('en')} entries, ${(day.bytes / 1e6).toFixed(0)} MB; ${describeMachine()}.`,
	'Medians (lowest–highest). The file is always in the page cache; “nothing cached” means without our indexes.',
	load.text,
];
if (entries !== ENTRIES_DEFAULT) setting.push('The goals are for 1,000,000 entries.');
console.log(`\n${setting.join('\n')}\n\n${plainTable(results)}`);

if (options.json) {
	const rows = results.map((result) => ({
		...result,
		goal: result.goal.text,
		ratio: ratioOf(result),
		reached: verdictOf(result),
	}));
	writeFileSync(options.json, JSON.stringify({ entries, bytes: day.bytes, rows }, null, '\t'));
}
if (options.write) {
	const page = load.isQuiet ? 'figures.md' : 'figures-loaded.md';
	writePage(join(import.meta.dirname, '../docs', page), setting, results);
	console.log(`\nWritten to docs/${page}.`);
}

function wantedLoad(): Pick<Load, 'people' | 'perSecond'> {
	return {
		people: wholeNumber('people', options.people),
		perSecond: wholeNumber('per-second', options['per-second']),
	};
}

function wholeNumber(name: string, text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 1) stop(`--${name} must be a whole number above 0.`);
	return value;
}

function stop(message: string): never {
	console.error(message);
	process.exit(2);
}
