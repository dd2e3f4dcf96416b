import { addDays } from '@tool-audit/core';

const DAY_MS = 24 * 60 * 60 * 1000;

const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
	return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

/** How the sample's lines begin: they are from one writer, which writes its fields in this order. */
const LINE_HEAD = /^\{"ts": "(\d{4}-\d{2}-\d{2})(T[\d:]+)", "user": "[^"]*"/gm;

/** The same lines some days later, and of another user; all else keeps its bytes. */
export function moveLines(lines: string, days: number, user: string): string {
	return lines.replace(
		LINE_HEAD,
		(_head, day: string, time: string) =>
			`{"ts": "${addDays(day, days)}${time}", "user": ${JSON.stringify(user)}`,
	);
}
