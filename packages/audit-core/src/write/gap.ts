import type { Call } from '../audit-log.ts';
import type { Stamp } from './clock.ts';

/** The tool of the entry that reports an outage of the log (docs/format.md §7). */
export const GAP_TOOL = 'tool_audit.gap';

/** A period in which one day's file could not be written. */
export interface Outage {
	code: string;
	reason: string;
	/** The clock reading of the first call that could not be written. The gap entry has its time, and so its day. */
	since: Stamp;
	/** Calls that are not in the log: rejected, or beyond the memory budget. */
	lost: number;
	/** Calls in the file whose sync failed. */
	unconfirmed: number;
}

/** The entry that is written before the calls that were kept. */
export function gapCall(user: string, outage: Outage, kept: number, until: string): Call {
	const { code, reason, since, lost, unconfirmed } = outage;
	return {
		user,
		tool: GAP_TOOL,
		args: { code, since: since.ts, until, kept, lost, unconfirmed },
		status: 'error',
		result:
			`${reason} Of the calls from ${since.ts} to ${until}, ${kept} were kept and follow, ` +
			`${lost} are lost, ${unconfirmed} were written without the disk's confirmation.`,
	};
}
