/**
 * One realistic, busy day: the same for the same number of entries, and cached between runs under a name that contains
 * everything it depends on.
 */
import { createHash } from 'node:crypto';
import {
	closeSync,
	globSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Status } from '@tool-audit/core';
import { makeLines } from './lines.ts';
import { DAY, USER } from './plan.ts';
import { readSampleLines } from './shapes.ts';

export const CACHE_FOLDER = join(tmpdir(), 'tool-audit-bench');
const WRITE_CHARS = 1_000_000;

/** The content of the day, counted while it was generated. */
interface DayFacts {
	entries: number;
	bytes: number;
	statuses: Record<Status, number>;
	tools: number;
}

export interface GeneratedDay extends DayFacts {
	home: string;
	file: string;
}

export function makeDay(entries: number): GeneratedDay {
	const folder = join(CACHE_FOLDER, `day-${entries}-${fingerprint()}`);
	const home = join(folder, 'home');
	const file = join(home, USER, 'tool_audit', `${DAY}.jsonl`);
	const factsFile = join(folder, 'facts.json');
	let facts = readFacts(factsFile);
	if (!facts) {
		removeOlder(entries);
		const unfinished = `${folder}.unfinished`;
		rmSync(unfinished, { recursive: true, force: true });
		facts = writeDay(file.replace(folder, unfinished), entries);
		writeFileSync(factsFile.replace(folder, unfinished), JSON.stringify(facts));
		renameSync(unfinished, folder);
	}
	return { ...facts, home, file };
}

/** Removes days of this size from an earlier generator, which are no longer used. */
function removeOlder(entries: number): void {
	for (const name of globSync(`day-${entries}-*`, { cwd: CACHE_FOLDER })) {
		rmSync(join(CACHE_FOLDER, name), { recursive: true, force: true });
	}
}

function writeDay(file: string, entries: number): DayFacts {
	mkdirSync(dirname(file), { recursive: true });
	const statuses = { ok: 0, error: 0, denied: 0 };
	const tools = new Set<string>();
	const out = openSync(file, 'w');
	let bytes = 0;
	let batch = '';
	for (const { text, status, tool } of makeLines(entries)) {
		statuses[status]++;
		tools.add(tool);
		batch += text;
		if (batch.length > WRITE_CHARS) {
			bytes += writeSync(out, batch);
			batch = '';
		}
	}
	bytes += writeSync(out, batch);
	closeSync(out);
	return { entries, bytes, statuses, tools: tools.size };
}

function readFacts(path: string): DayFacts | null {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as DayFacts;
	} catch {
		return null;
	}
}

/** A hash of the generator and its source data: a change of either generates another day. */
export function fingerprint(): string {
	const hash = createHash('sha256');
	for (const name of globSync('*.ts', { cwd: import.meta.dirname }).toSorted()) {
		hash.update(readFileSync(join(import.meta.dirname, name)));
	}
	for (const line of readSampleLines()) hash.update(line);
	return hash.digest('hex').slice(0, 12);
}
