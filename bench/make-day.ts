/**
 * A day of so many entries of about 380 bytes each, the same for the same number, as the older writer
 * would have written it: one entry in 30 denied, one in 15 an error, some twenty tools, a rare word.
 *
 *     node bench/make-day.ts <file> [entries]
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export const ENTRIES = 1_000_000;
export const DAY = '2026-11-22';
/** Stands in one entry of 100,000. */
export const RARE_WORD = 'quokka';
export const RARE_EVERY = 100_000;

const TOOLS = [
	...['read_file', 'write_file', 'list_directory', 'search_files', 'edit_file'].map(
		(name) => `filesystem.${name}`,
	),
	...['create_entities', 'search_nodes', 'add_observations'].map((name) => `memory.${name}`),
	...['status', 'diff', 'commit', 'log'].map((name) => `git.${name}`),
	...['navigate', 'click', 'screenshot'].map((name) => `browser.${name}`),
	...['run', 'kill'].map((name) => `shell.${name}`),
	...['fetch', 'search', 'post'].map((name) => `web.${name}`),
];
const WORDS =
	'the reading of every garden sensor was compared with a forecast for tomorrow morning and stored as one table of hours then sent to whoever had asked for it before noon'.split(
		' ',
	);
const BATCH_ENTRIES = 2_000;

/** One entry's line, with its newline. */
export function makeLine(index: number, entries: number): string {
	const random = randomOf(index);
	const status = random() < 1 / 30 ? 'denied' : random() < 1 / 15 ? 'error' : 'ok';
	const words = (count: number) =>
		Array.from({ length: count }, () => pick(WORDS, random)).join(' ');
	const rare = index % RARE_EVERY === RARE_EVERY / 2 ? ` ${RARE_WORD}` : '';
	const result =
		status === 'ok'
			? words(19)
			: `${status === 'denied' ? 'refused by policy: ' : 'failed: '}${words(15)}`;
	const fields = [
		['ts', JSON.stringify(timeOf(index / entries))],
		['user', '"alice"'],
		['tool', JSON.stringify(pick(TOOLS, random))],
		[
			'args',
			`{"path": "/home/alice/projects/${pick(WORDS, random)}/${index % 977}.md", "query": "${words(12)}${rare}", "limit": ${Math.floor(random() * 100)}}`,
		],
		['status', JSON.stringify(status)],
		['result_chars', result.length],
		['result_snippet', JSON.stringify(result)],
	];
	return `{${fields.map(([name, value]) => `"${name}": ${value}`).join(', ')}}\n`;
}

export function makeDay(path: string, entries = ENTRIES): void {
	mkdirSync(dirname(path), { recursive: true });
	const file = openSync(path, 'w');
	for (let from = 0; from < entries; from += BATCH_ENTRIES) {
		const count = Math.min(BATCH_ENTRIES, entries - from);
		writeSync(file, Array.from({ length: count }, (_, i) => makeLine(from + i, entries)).join(''));
	}
	closeSync(file);
}

function timeOf(partOfDay: number): string {
	const seconds = Math.floor(partOfDay * 86_400);
	return new Date(Date.parse(`${DAY}T00:00:00Z`) + seconds * 1000).toISOString().slice(0, 19);
}

function pick<T>(list: T[], random: () => number): T {
	return list[Math.floor(random() * list.length)]!;
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

if (import.meta.main) {
	const [path, entries] = process.argv.slice(2);
	if (!path) throw new Error('node bench/make-day.ts <file> [entries]');
	makeDay(path, entries ? Number(entries) : ENTRIES);
}
