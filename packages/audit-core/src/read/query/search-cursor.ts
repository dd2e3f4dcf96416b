import { isDay } from '../../format/day.ts';

/** Progress of a search: all newer days, and everything of this day from the offset on, have been searched. */
export interface SearchCursor {
	day: string;
	offset: number;
}

const CURSOR = /^(\d{4}-\d{2}-\d{2})\.([0-9a-z]{1,10})$/;

export function formatSearchCursor({ day, offset }: SearchCursor): string {
	return `${day}.${offset.toString(36)}`;
}

/** `null` for text that is not a cursor of a search. */
export function parseSearchCursor(text: string): SearchCursor | null {
	const match = CURSOR.exec(text);
	return match && isDay(match[1]!) ? { day: match[1]!, offset: parseInt(match[2]!, 36) } : null;
}
