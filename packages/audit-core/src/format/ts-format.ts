/** An instant as the text of a `ts` (docs/format.md §3). */
const MINUTE_MS = 60_000;

/** What writing needs of a time zone. Instants are milliseconds since 1970. */
export interface TsFormat {
	/** The instant as a `ts` with milliseconds and offset: `2026-11-22T07:41:03.120+01:00`. */
	format(instantMs: number): string;
}

/**
 * The machine's zone for writing. Its offsets come from `Date`, because loading `Intl` takes longer than a hook may run:
 * the same ones from 2000 on, the years that can be written.
 */
export const MACHINE_TS_FORMAT: TsFormat = {
	format: (instantMs) => {
		return formatTs(instantMs, -new Date(instantMs).getTimezoneOffset() * MINUTE_MS);
	},
};

/** Both in milliseconds. */
export function formatTs(instantMs: number, offsetMs: number): string {
	return new Date(instantMs + offsetMs).toISOString().slice(0, -1) + formatOffset(offsetMs);
}

function formatOffset(offsetMs: number): string {
	const minutes = Math.abs(Math.trunc(offsetMs / MINUTE_MS));
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	return `${offsetMs < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
