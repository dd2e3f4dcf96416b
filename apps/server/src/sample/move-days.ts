import { addDays } from '@tool-audit/core';

const DAY_MS = 24 * 60 * 60 * 1000;

const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
	return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

/** The sample's lines are from one writer, which always writes its fields in this order. */
const LINE =
	/^\{"ts": "(\d{4}-\d{2}-\d{2})(T[\d:]+)", "user": "(\w+)"(.*, "result_chars": )(\d+)(, "result_snippet": .*)$/gm;

/**
 * The same lines, moved by some days and to another user, whose folder replaces that in their paths. All other
 * bytes are unchanged.
 */
export function moveLines(lines: string, days: number, user: string): string {
	return lines.replace(
		LINE,
		(
			_line,
			day: string,
			time: string,
			from: string,
			call: string,
			chars: string,
			result: string,
		) => {
			const folder = new RegExp(`/home/${from}\\b`, 'g');
			const moved = (text: string) => text.replace(folder, () => `/home/${inJson(user)}`);
			const longer = [...user].length - from.length;
			const resultChars = Number(chars) + (result.match(folder)?.length ?? 0) * longer;
			const head = `{"ts": "${addDays(day, days)}${time}", "user": "${inJson(user)}"`;
			return head + moved(call) + resultChars + moved(result);
		},
	);
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}
