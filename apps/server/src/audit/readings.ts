import type { AuditLog, JsonObject } from '@tool-audit/core';
import type { SignedInCaller } from '../auth/caller.ts';

/** Paging, filtering and looking again within this time are one reading. */
const READING_INTERVAL_MS = 60 * 60 * 1000;
const READINGS_REMEMBERED_MAX = 10_000;

/** What of somebody else's an admin looks at. `user` is left out for everybody's. */
export interface Reading {
	user?: string | undefined;
	day?: string | undefined;
}

/** An admin's reading of other people's logs, as entries in the admin's own. */
export interface Readings {
	/** Writes the entry before anything is read, unless there is a fresh one about the same. */
	note(caller: SignedInCaller, reading: Reading): Promise<void>;
}

/** Who did it, when it was a program. */
export function doneWith(caller: SignedInCaller): JsonObject {
	return caller.kind === 'key' ? { key_id: caller.keyId } : {};
}

export function createReadings(log: AuditLog, now: () => number = Date.now): Readings {
	const noted = new Map<string, number>();
	return {
		async note(caller, { user, day }) {
			const reader = caller.account.user;
			const key = JSON.stringify([reader, user ?? null, day ?? null]);
			const last = noted.get(key);
			if (last !== undefined && now() - last < READING_INTERVAL_MS) return;
			// Forgetting writes an entry too many, never one too few.
			if (noted.size >= READINGS_REMEMBERED_MAX) noted.clear();
			noted.set(key, now());
			await log.record({
				user: reader,
				tool: 'tool_audit.read',
				args: {
					...(user === undefined ? { all_users: true } : { user }),
					...(day === undefined ? {} : { day }),
					...doneWith(caller),
				},
				status: 'ok',
				result: '',
			});
		},
	};
}
