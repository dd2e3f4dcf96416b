import { addDays } from '@tool-audit/core/format';
import { instantAt, wallTime } from '../times.ts';

/** The spans of time that a reader asks for most, in the form that an address has them. */
export const TIME_PRESETS = ['1h', '24h', 'night', '7d', '30d'] as const;
export type TimePreset = (typeof TIME_PRESETS)[number];

export const PRESET_LABELS: Record<TimePreset, string> = {
	'1h': 'Last hour',
	'24h': 'Last 24 hours',
	night: 'Last night',
	'7d': 'Last 7 days',
	'30d': 'Last 30 days',
};

/** A span of time: instants in ISO 8601, the first one inclusive. */
export interface TimeSpan {
	since?: string;
	until?: string;
}

const NIGHT_FROM = '20:00';
const NIGHT_TO = '08:00';
export const NIGHT_HOURS = `${NIGHT_FROM} – ${NIGHT_TO}`;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LENGTHS_MS = { '1h': HOUR_MS, '24h': DAY_MS, '7d': 7 * DAY_MS, '30d': 30 * DAY_MS };

export function isPreset(text: string | null): text is TimePreset {
	return TIME_PRESETS.includes(text as TimePreset);
}

/**
 * The instants of a preset. Whole minutes, so that two reads within a minute ask for the same. A night is that of the
 * reader's own clock; one that is not over yet has no end.
 */
export function spanOfPreset(preset: TimePreset, now: number, timeZone: string): TimeSpan {
	if (preset !== 'night') {
		const since = Math.floor((now - LENGTHS_MS[preset]) / MINUTE_MS) * MINUTE_MS;
		return { since: new Date(since).toISOString() };
	}
	const today = wallTime(now, timeZone).slice(0, 10);
	const since = instantAt(addDays(today, -1), NIGHT_FROM, timeZone);
	const until = instantAt(today, NIGHT_TO, timeZone);
	return {
		...(since !== undefined && { since }),
		...(until !== undefined && Date.parse(until) <= now && { until }),
	};
}
