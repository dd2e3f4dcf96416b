import { dateInWords } from '../times.ts';
import type { LostDay } from './lost-days.svelte.ts';

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** `at 14:03:22` by the reader's own clock: the page learned it then. */
export const atInWords = (ms: number): string => `at ${time.format(ms)}`;

/** What happened to the file of a day, and what that means for its calls. */
export function lostInWords({ user, day, fate, at }: LostDay, named: boolean): string {
	const file = `The file of ${dateInWords(day)}${named ? ` in the log of ${user}` : ''}`;
	return fate === 'gone'
		? `${file} is no longer there: it was deleted, moved or emptied ${atInWords(at)}. Its calls are no longer in the log.`
		: `${file} was replaced or shortened ${atInWords(at)}. Calls that were read before may no longer be in the log.`;
}
