/** A log of many days, cached between runs like the day. */
import { copyFileSync, existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER, fingerprint, makeDay } from './make-day.ts';
import { USER } from './plan.ts';

const FIRST_DAY_MS = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

export interface GeneratedDays {
	home: string;
	/** The log's folder. */
	folder: string;
	bytes: number;
}

/** Each day has the same calls. */
export function makeDays(days: number, entriesEach: number): GeneratedDays {
	const day = makeDay(entriesEach);
	const kind = `days-${days}-${entriesEach}`;
	const home = join(CACHE_FOLDER, `${kind}-${fingerprint()}`);
	const folder = join(home, USER, 'tool_audit');
	const made = { home, folder, bytes: days * day.bytes };
	if (existsSync(home)) return made;
	for (const name of globSync(`${kind}-*`, { cwd: CACHE_FOLDER })) {
		rmSync(join(CACHE_FOLDER, name), { recursive: true, force: true });
	}
	const unfinished = `${home}.unfinished`;
	rmSync(unfinished, { recursive: true, force: true });
	mkdirSync(folder.replace(home, unfinished), { recursive: true });
	for (let number = 0; number < days; number++) {
		const date = new Date(FIRST_DAY_MS + number * DAY_MS).toISOString().slice(0, 10);
		copyFileSync(day.file, join(folder.replace(home, unfinished), `${date}.jsonl`));
	}
	renameSync(unfinished, home);
	return made;
}
