import { openClaims } from '../claims.ts';
import { writeCalls, type CallRecorder } from '../write-calls.ts';
import { AGENT } from './agent.ts';
import { callsOf, parsePayload } from './payload.ts';

export interface EventTarget {
	recorder: CallRecorder;
	/** The data folder, for claims. */
	data: string;
	/** The owner of the log. */
	user: string;
	/** When the event was received, in milliseconds since 1970. */
	receivedMs: number;
}

/** Removes what is kept only so that an event that comes twice is recorded once. To be called now and then. */
export function forgetOldEvents({ data, user }: Pick<EventTarget, 'data' | 'user'>): void {
	openClaims(data, AGENT, user).removeOld();
}

/**
 * Records the calls that an event of Claude Code tells of, as JSON, each once: for events that it posts. Nothing is read but the
 * event itself.
 *
 * @throws EventError for what is no event
 * @throws Error with the reason when a call can't be written
 */
export async function captureEvent(
	event: string,
	{ recorder, data, user, receivedMs }: EventTarget,
): Promise<void> {
	const calls = callsOf(parsePayload(event), { receivedMs });
	if (calls.length === 0) return;
	await writeCalls({ recorder, claims: openClaims(data, AGENT, user), user }, calls);
}
