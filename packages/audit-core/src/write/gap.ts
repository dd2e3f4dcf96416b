import type { Call } from '../audit-log.ts';
import type { Stamp } from './clock.ts';

/** The tool of an entry that tells of a time in which the log could not be written. docs/format.md §7. */
export const GAP_TOOL = 'tool_audit.gap';

/** A time in which one day's file could not be written. */
export interface Outage {
	code: string;
	reason: string;
	/** Of the first call that could not be written. The gap bears its instant, and so its day. */
	since: Stamp;
	/** Calls that are not in the log: no room to keep them, or refused. */
	lost: number;
	/** Calls in the file without the disk's word for it. */
	unconfirmed: number;
}

/** The entry that goes before those that were kept. */
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
