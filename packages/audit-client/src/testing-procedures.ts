/** The procedures of a server, over a log in the same process. */
import {
	type AuditLog,
	type Call,
	type DaySecrets,
	distinctSecrets,
	openZone,
	type Receipt,
	type Signal,
} from '@tool-audit/core';
import type {
	EntryInput,
	ListDaysInput,
	ReadDayInput,
	RecentInput,
	RecordInput,
	SearchInput,
	SecretsInput,
	SummaryInput,
	SummaryOverDaysInput,
} from './api.ts';
import { AuditClientError } from './error.ts';
import { checkInput } from './testing-inputs.ts';
import { CLIENT_VERSION } from './version.ts';

/** Whose key the client has. */
export interface FakeOwner {
	user: string;
	admin: boolean;
}

/** Defaults of the server. */
const PAGE_LIMIT = 200;
const RECENT_ALL_LIMIT = 500;
const SECRET_ROWS = 100;

/** The user that a request is about. */
export function ownerFor(
	{ user, admin }: FakeOwner,
	wanted: string | undefined,
	purpose: 'read' | 'record into' = 'read',
): string {
	if (wanted === undefined || wanted === user || admin) return wanted ?? user;
	const message = `This user does not exist, or you can’t ${purpose} their log.`;
	throw new AuditClientError({ code: 'not_found', message, status: 404 });
}

export function createFakeProcedures(log: AuditLog, owner: FakeOwner) {
	const zone = openZone();
	const receipts = new Map<string, Promise<Receipt>>();

	function requireAdmin(): void {
		if (owner.admin) return;
		const message = 'Only admins can do this. Ask an admin.';
		throw new AuditClientError({ code: 'forbidden', message, status: 403 });
	}

	async function secrets({ rows = SECRET_ROWS }: SecretsInput, signal: Signal | undefined) {
		const { user } = owner;
		const listed = await log.listDays(user, { signal });
		const days: DaySecrets[] = [];
		for (const { day, unreadable } of listed) {
			if (!unreadable) days.push(await log.countSecrets(user, day, { signal }));
		}
		const found = days.filter((day) => day.secrets + day.damaged > 0);
		const { secrets, isComplete } = distinctSecrets(days);
		return {
			days: found.map(({ distinct: _, ...day }) => ({ ...day, rows: day.rows.slice(0, rows) })),
			distinct: { count: secrets.length, exact: isComplete, secrets: rows === 0 ? [] : secrets },
			looked: { days: days.length, daysTotal: days.length },
			complete: true,
			unreadable: [],
		};
	}

	return {
		health: async () => ({ status: 'ok' as const, version: CLIENT_VERSION }),

		async listUsers(_input: object, signal?: Signal) {
			requireAdmin();
			const users = new Set([owner.user, ...(await log.listUsers({ signal }))]);
			return { users: [...users].sort() };
		},

		async listDays({ user, budgetMs }: ListDaysInput, signal?: Signal) {
			const whose = ownerFor(owner, user);
			const days = await log.listDays(whose, { budgetMs, signal });
			const notDays = await log.notDays(whose, { signal });
			const complete = days.every(({ counts, unreadable }) => counts !== null || unreadable);
			const answer = { days, complete, today: zone.dayOf(Date.now()), timeZone: zone.name };
			return { ...answer, ...(notDays.count > 0 && { notDays }) };
		},

		readDay({ user, day, limit = PAGE_LIMIT, from, order, filter }: ReadDayInput, signal?: Signal) {
			const options = { ...(from !== undefined && { from }), ...(order && { order }) };
			return log.readDay(ownerFor(owner, user), day, { ...options, limit, filter, signal });
		},

		recent: ({ user, ...options }: RecentInput, signal?: Signal) =>
			log.recent(ownerFor(owner, user), { limit: PAGE_LIMIT, ...options, signal }),

		recentAllUsers(options: RecentInput, signal?: Signal) {
			requireAdmin();
			return log.recentAllUsers({ limit: RECENT_ALL_LIMIT, ...options, signal });
		},

		async entry({ user, day, ref, rawFrom = 0 }: EntryInput, signal?: Signal) {
			const detail = await log.entry(ownerFor(owner, user), day, ref, { rawFrom, signal });
			if (detail) return detail;
			const message =
				'This day has no such row. The link may be for another day or user, or the file has changed.';
			throw new AuditClientError({ code: 'not_found', message, status: 404 });
		},

		summary: ({ user, day, filter }: SummaryInput, signal?: Signal) =>
			log.summary(ownerFor(owner, user), day, { filter, signal }),

		summaryOverDays: ({ user, ...options }: SummaryOverDaysInput, signal?: Signal) =>
			log.summaryOverDays(ownerFor(owner, user), { ...options, signal }),

		summaryAllUsers(options: SummaryOverDaysInput, signal?: Signal) {
			requireAdmin();
			return log.summaryAllUsers({ ...options, signal });
		},

		search: ({ user, ...options }: SearchInput, signal?: Signal) =>
			log.search(ownerFor(owner, user), { ...options, signal }),

		secrets: (input: SecretsInput, signal?: Signal) => secrets(input, signal),

		record({ user, id, at, result_chars: resultChars, ...call }: RecordInput): Promise<Receipt> {
			const owned: Call = { ...call, user: ownerFor(owner, user, 'record into') };
			checkInput('record', { ...call, id, at, result_chars: resultChars });
			const key = `${owned.user}/${id}`;
			const receipt =
				receipts.get(key) ??
				log.record(owned, {
					...{ id, resultChars },
					at: startOf(at),
				});
			receipts.set(key, receipt);
			return receipt;
		},
	};
}

/** The start of a call, which arrives as JSON. One in the future is now, because clocks of machines differ. */
function startOf(at: RecordInput['at']): number | undefined {
	const startMs = at === undefined ? Number.NaN : Date.parse(String(at));
	return startMs < Date.now() ? startMs : undefined;
}
