import type { NotDays } from '../../audit-log.ts';
import { quote } from '../../errors.ts';
import { notDayReason, type NotDayReason } from '../../format/not-days.ts';
import type { Home } from '../../home.ts';
import { throwIfAborted } from '../io/aborted.ts';

/** More files are only counted. */
const NAMED_MAX = 20;

const SENTENCES: Record<NotDayReason, (name: string) => string> = {
	compressed: (name) => `${name} is compressed. Decompress it to read its calls.`,
	'no-such-date': (name) =>
		`${name} has a date that does not exist. Rename it to the day of its calls.`,
	name: (name) => `${name} is not named YYYY-MM-DD.jsonl. Rename it to read its calls.`,
};

/** The files of a log folder that look like days and are none. */
export async function readNotDays(
	home: Home,
	user: string,
	signal: AbortSignal | undefined,
): Promise<NotDays> {
	throwIfAborted(signal);
	const names = await home.notDays(user);
	throwIfAborted(signal);
	const files = names
		.slice(0, NAMED_MAX)
		.map((name) => ({ name, message: SENTENCES[notDayReason(name)](quote(name)) }));
	return { count: names.length, files };
}
