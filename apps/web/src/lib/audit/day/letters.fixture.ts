import type { DamagedRow, Entry, EntryRow } from '@tool-audit/core';
import type { ReadPage } from './day-rows.svelte.ts';

/**
 * A day of calls written as letters: equal letters are equal calls, a capital is a denied call, `{` is half a line, and
 * `+` a call that was recorded later than it happened.
 */
export interface LettersDay {
	letters: string;
	/** The positions that pages were read from. */
	asked: number[];
}

export function readLetters(day: LettersDay): ReadPage {
	return async ({ from, limit }) => {
		day.asked.push(from);
		const entries: EntryRow[] = [];
		const damaged: DamagedRow[] = [];
		for (const [index, letter] of [...day.letters.slice(from, from + limit)].entries()) {
			const place = { position: from + index, ref: `ref ${from + index}` };
			if (letter === '{') damaged.push({ ...place, reason: 'torn', bytes: 1, raw: letter });
			else entries.push({ ...place, entry: callOf(letter) });
		}
		return { day: '2026-11-22', total: day.letters.length, entries, damaged };
	};
}

function callOf(letter: string): Entry {
	const status = letter === letter.toUpperCase() ? 'denied' : 'ok';
	const call = { ts: '', user: 'alice', tool: letter.toLowerCase(), args: {}, status } as const;
	const late = letter === '+' && { recorded_at: '2026-11-23T09:00:00Z' };
	return { ...call, result_chars: 0, result_snippet: '', ...late };
}
