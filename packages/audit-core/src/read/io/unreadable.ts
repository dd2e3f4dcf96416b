/**
 * Reports what can't be read beside what can: a link in place of a day, a file without permission, an I/O error.
 * One bad day or log never hides another.
 */
import type { Unreadable } from '../../audit-log.ts';
import { AuditError, isAuditError, quote } from '../../errors.ts';
import type { ListedDay } from '../../home.ts';
import { systemFailure } from '../../system-failure.ts';

/** More unreadable days of one user are reported together. */
const NAMED_DAYS_MAX = 20;
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

/** Collects what could not be read for one answer. */
export interface Unreadables {
	/** @throws the error itself when it is not about this day or log */
	note(error: unknown, user: string, day: string | null): void;
	list(): Unreadable[];
}

export function createUnreadables(): Unreadables {
	const found = new Map<string, Unreadable[]>();
	return {
		note(error, user, day) {
			const unreadable = { user, day, ...reasonOf(error, user, day) };
			found.set(user, [...(found.get(user) ?? []), unreadable]);
		},
		list: () => [...found.values()].flatMap(shortened),
	};
}

function shortened(days: Unreadable[]): Unreadable[] {
	if (days.length <= NAMED_DAYS_MAX) return days;
	const { user } = days[0]!;
	const { code, message } = new AuditError(
		'unreadable',
		`${days.length} days of ${quote(user)} can't be read, ${days.at(-1)!.day} to ${days[0]!.day}.`,
	);
	return [{ user, day: null, code: code as Unreadable['code'], message }];
}
