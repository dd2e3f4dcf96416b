const SECOND_MS = 1_000;
const UNITS: [unit: string, ms: number][] = [
	['day', 24 * 60 * 60 * SECOND_MS],
	['hour', 60 * 60 * SECOND_MS],
	['minute', 60 * SECOND_MS],
	['second', SECOND_MS],
];

/** `3 hours`: in the largest unit that fits. */
export function lastingInWords(ms: number): string {
	const [unit, unitMs] = UNITS.find(([, unitMs]) => ms >= unitMs) ?? UNITS.at(-1)!;
	const count = Math.floor(ms / unitMs);
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** `2 seconds ago`. A clock that is a little behind the other one counts as now, one that is far off does not. */
export function agoInWords(instantMs: number, nowMs: number): string {
	const ago = nowMs - instantMs;
	if (ago < -60 * SECOND_MS) return `in ${lastingInWords(-ago)}`;
	return ago < SECOND_MS ? 'just now' : `${lastingInWords(ago)} ago`;
}
