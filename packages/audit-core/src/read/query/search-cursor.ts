import { isDay } from '../../format/day.ts';

/** How far a search has come: all newer days, and of this day everything from the offset on. */
export interface SearchCursor {
	day: string;
	offset: number;
}

const CURSOR = /^(\d{4}-\d{2}-\d{2})\.([0-9a-z]{1,10})$/;

export function formatSearchCursor({ day, offset }: SearchCursor): string {
	return `${day}.${offset.toString(36)}`;
}

/** `null` for text that is no cursor of a search. */
export function parseSearchCursor(text: string): SearchCursor | null {
	const match = CURSOR.exec(text);
	return match && isDay(match[1]!) ? { day: match[1]!, offset: parseInt(match[2]!, 36) } : null;
}
