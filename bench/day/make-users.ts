/** A home of many users with a day each, cached between runs like the day. */
import { existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeLines } from './lines.ts';
import { CACHE_FOLDER, fingerprint } from './make-day.ts';
import { DAY } from './plan.ts';

/** Returns the path of the home. Each user has consecutive lines of a busy day. */
export function makeUsers(users: number, linesEach: number): string {
	const kind = `users-${users}-${linesEach}`;
	const home = join(CACHE_FOLDER, `${kind}-${fingerprint()}`);
	if (existsSync(home)) return home;
	for (const name of globSync(`${kind}-*`, { cwd: CACHE_FOLDER })) {
		rmSync(join(CACHE_FOLDER, name), { recursive: true, force: true });
	}
	const unfinished = `${home}.unfinished`;
	rmSync(unfinished, { recursive: true, force: true });
	let texts: string[] = [];
	let user = 0;
	for (const { text } of makeLines(users * linesEach)) {
		texts.push(text);
		if (texts.length < linesEach) continue;
		const folder = join(unfinished, `user-${String(user++).padStart(6, '0')}`, 'tool_audit');
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, `${DAY}.jsonl`), texts.join(''));
		texts = [];
	}
	renameSync(unfinished, home);
	return home;
}
