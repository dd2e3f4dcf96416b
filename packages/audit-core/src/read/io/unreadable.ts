/**
 * Reports what can't be read beside what can: a link in place of a day, a file without permission, an I/O error.
 * One bad day or log never hides another.
 */
import type { Unreadable } from '../../audit-log.ts';
import { AuditError, isAuditError, quote } from '../../errors.ts';
import type { ListedDay } from '../../home.ts';
import type { OddUser } from '../../home-users.ts';
import { systemFailure } from '../../system-failure.ts';

/** More unreadable days of one user are reported together. */
const NAMED_DAYS_MAX = 20;
/** More days and logs in one answer are reported together. */
const NAMED_MAX = 200;
type Reason = Pick<Unreadable, 'code' | 'message'>;

/** @throws the error itself when it is not about this day or log */
export function reasonOf(error: unknown, user: string, day: string | null): Reason {
	if (isAuditError(error)) {
		const { code, message } = error;
		if (code === 'unsafe-file' || code === 'unreadable') {
			const isNamed = day === null || message.includes(day);
			return { code, message: isNamed ? message : `${day}: ${message}` };
		}
		throw error;
	}
	const what = day === null ? `The log of ${quote(user)}` : `${day} of ${quote(user)}`;
	const failure = systemFailure(error, what);
	if (failure === error) throw error;
	return reasonOf(failure, user, day);
}

/** @throws the error of a day that is listed, but can't be read */
export function throwIfUnreadable(
	user: string,
	{ day, isPlain, failure }: Pick<ListedDay, 'day' | 'isPlain' | 'failure'>,
): void {
	if (failure) throw failure;
	if (!isPlain) throw notPlain(user, day);
}

/** The error of a day that is listed, but is not a plain file. */
export function notPlain(user: string, day: string): AuditError {
	return new AuditError('unsafe-file', `${day} of ${quote(user)} is a link or not a plain file.`);
}

const ODD_USERS: Record<OddUser['reason'], (name: string) => AuditError> = {
	'not-a-folder': (name) =>
		new AuditError('unsafe-file', `${quote(name)} in the home folder is a link or not a folder.`),
	'bad-name': (name) =>
		new AuditError('bad-user', `The folder ${quote(name)} has a name that can't be a user.`),
};

/** Collects what could not be read for one answer. */
export interface Unreadables {
	/** @throws the error itself when it is not about this day or log */
	note(error: unknown, user: string, day: string | null): void;
	/** What is in the home folder in place of users' folders. */
	noteOdd(odd: readonly OddUser[]): void;
	list(): Unreadable[];
}

export function createUnreadables(): Unreadables {
	const found = new Map<string, Unreadable[]>();
	return {
		note(error, user, day) {
			const unreadable = { user, day, ...reasonOf(error, user, day) };
			found.set(user, [...(found.get(user) ?? []), unreadable]);
		},
		noteOdd(odd) {
			for (const { name, reason } of odd) {
				const { message } = ODD_USERS[reason](name);
				found.set(name, [{ user: name, day: null, code: 'unsafe-file', message }]);
			}
		},
		list: () => shortenedLogs([...found.values()].flatMap(shortenedDays)),
	};
}

function shortenedDays(days: Unreadable[]): Unreadable[] {
	if (days.length <= NAMED_DAYS_MAX) return days;
	const { user } = days[0]!;
	const what = `${days.length} days of ${quote(user)} can't be read, ${days.at(-1)!.day} to ${days[0]!.day}.`;
	return [{ user, day: null, ...unreadableFor(what) }];
}

function shortenedLogs(all: Unreadable[]): Unreadable[] {
	if (all.length <= NAMED_MAX) return all;
	const rest = all.slice(NAMED_MAX - 1);
	const { user } = rest[0]!;
	const what = `${rest.length} more days and logs can't be read, from ${quote(user)} on.`;
	return [...all.slice(0, NAMED_MAX - 1), { user, day: null, ...unreadableFor(what) }];
}

function unreadableFor(what: string): Reason {
	const { message } = new AuditError('unreadable', what);
	return { code: 'unreadable', message };
}
