import type { AuditLog, JsonObject } from '@tool-audit/core';
import type { SignedInPrincipal } from '../auth/principal.ts';

/** Paging, filtering and reading again within this time are recorded once. */
const READING_INTERVAL_MS = 60 * 60 * 1000;
const READINGS_REMEMBERED_MAX = 10_000;

/** What an admin reads of other users. Without `user` it is the logs of all users. */
export interface Access {
	user?: string | undefined;
	day?: string | undefined;
}

/** Records an admin's reading of other users' logs as entries in the admin's own log. */
export interface AccessAudit {
	/** Writes the entry before anything is read, unless there is a recent one about the same. */
	note(principal: SignedInPrincipal, reading: Access): Promise<void>;
}

/** The key that was used, for a program. */
export function doneWith(principal: SignedInPrincipal): JsonObject {
	return principal.kind === 'key' ? { key_id: principal.keyId } : {};
}

export function createAccessAudit(log: AuditLog, now: () => number = Date.now): AccessAudit {
	const noted = new Map<string, number>();
	return {
		async note(principal, { user, day }) {
			const reader = principal.account.user;
			const key = JSON.stringify([reader, user ?? null, day ?? null]);
			const last = noted.get(key);
			if (last !== undefined && now() - last < READING_INTERVAL_MS) return;
			// Clearing the list may write an additional entry, but never omits one.
			if (noted.size >= READINGS_REMEMBERED_MAX) noted.clear();
			noted.set(key, now());
			await log.record({
				user: reader,
				tool: 'tool_audit.read',
				args: {
					...(user === undefined ? { all_users: true } : { user }),
					...(day === undefined ? {} : { day }),
					...doneWith(principal),
				},
				status: 'ok',
				result: '',
			});
		},
	};
}
